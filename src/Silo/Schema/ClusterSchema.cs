using Hark.Records;

namespace Hark.Silo;

/// <summary>The whole schema of a cluster: our records and what Orleans keeps beside them.</summary>
static class ClusterSchema
{
    // shape to be fitted to PostgresSchema
}
