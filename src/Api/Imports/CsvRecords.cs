using System.Runtime.CompilerServices;
using System.Text;

namespace Hark.Api;

/// <param name="Line">Line of the file where the record begins, from 1.</param>
/// <param name="Cells">Null when the record is longer than <see cref="CsvRecords.Longest"/>.</param>
readonly record struct CsvRecord(long Line, IReadOnlyList<string>? Cells);

/// <summary>
/// Reads CSV (RFC 4180; LF or CRLF, quotes doubled within quotes) record by record. The delimiter is the one that the header has more of, comma or semicolon.
/// </summary>
/// <remarks>
/// Written here, because what may come in is hostile: a record beyond the bound is passed over without being held, and the file is read on at the next line.
/// So a quote that is never closed costs the lines up to the bound, not the rest of the file.
/// </remarks>
sealed class CsvRecords(TextReader reader)
{
    /// <summary>Characters of one record.</summary>
    public const int Longest = 64 * 1024;

    readonly char[] _buffer = new char[32 * 1024];
    readonly StringBuilder _cell = new();
    int _at, _end;
    long _line = 1;
    char _delimiter;

    /// <summary>Records without their empty lines; the first one is the header.</summary>
    public async IAsyncEnumerable<CsvRecord> Read([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Fill(cancellation);
        _delimiter = Delimiter(_buffer.AsSpan(0, _end));
        var cells = new List<string>();
        while (_at < _end || await Fill(cancellation))
        {
            var start = _line;
            var tooLong = !await ReadRecord(cells, cancellation);
            if (tooLong) yield return new CsvRecord(start, null);
            else if (cells.Count > 1 || cells[0].Length > 0) yield return new CsvRecord(start, cells);
            cells = new List<string>(cells.Count);
        }
    }

    enum Place { CellStart, Plain, Quoted, QuoteInQuoted }

    /// <returns>False when the record is too long; the reader then stands after the line in which it became so.</returns>
    async ValueTask<bool> ReadRecord(List<string> cells, CancellationToken cancellation)
    {
        var place = Place.CellStart;
        var length = 0;
        _cell.Clear();
        while (_at < _end || await Fill(cancellation))
        {
            var run = Run(place);
            if (run > 0)
            {
                _cell.Append(_buffer, _at, run);
                _at += run;
                length += run;
                if (place == Place.CellStart) place = Place.Plain;
            }
            else
            {
                var c = _buffer[_at++];
                length++;
                if (c == '\n') _line++;
                switch (c)
                {
                    case '"' when place == Place.CellStart: place = Place.Quoted; break;
                    case '"' when place == Place.Quoted: place = Place.QuoteInQuoted; break;
                    case '"' when place == Place.QuoteInQuoted: _cell.Append('"'); place = Place.Quoted; break;
                    case '\n' when place != Place.Quoted: EndCell(cells, place); return true;
                    case var _ when c == _delimiter && place != Place.Quoted: EndCell(cells, place); place = Place.CellStart; break;
                    default: _cell.Append(c); if (place != Place.Quoted) place = Place.Plain; break;
                }
            }
            if (length > Longest)
            {
                await SkipLine(cancellation);
                return false;
            }
        }
        EndCell(cells, place);
        return true;
    }

    /// <summary>Characters from here on that are plainly part of the cell.</summary>
    int Run(Place place)
    {
        if (place == Place.QuoteInQuoted) return 0;
        var rest = _buffer.AsSpan(_at, _end - _at);
        var stop = place == Place.Quoted ? rest.IndexOfAny('"', '\n') : rest.IndexOfAny('"', '\n', _delimiter);
        return stop < 0 ? rest.Length : stop;
    }

    void EndCell(List<string> cells, Place place)
    {
        // The carriage return of CRLF; one within quotes is part of the cell.
        var length = _cell.Length;
        if (place is Place.Plain && length > 0 && _cell[length - 1] == '\r') _cell.Length = length - 1;
        cells.Add(_cell.ToString());
        _cell.Clear();
    }

    async ValueTask SkipLine(CancellationToken cancellation)
    {
        while (_at < _end || await Fill(cancellation))
        {
            var end = _buffer.AsSpan(_at, _end - _at).IndexOf('\n');
            if (end >= 0)
            {
                _at += end + 1;
                _line++;
                return;
            }
            _at = _end;
        }
    }

    async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        _at = 0;
        _end = await reader.ReadAsync(_buffer, cancellation);
        return _end > 0;
    }

    static char Delimiter(ReadOnlySpan<char> start)
    {
        var end = start.IndexOf('\n');
        var header = end < 0 ? start : start[..end];
        return header.Count(';') > header.Count(',') ? ';' : ',';
    }
}
