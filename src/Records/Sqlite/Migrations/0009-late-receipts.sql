-- A text whose answer was lost has no reference; its receipt is told by the number it was for.
ALTER TABLE parked_receipts ADD COLUMN number INTEGER;
CREATE INDEX parked_receipts_number ON parked_receipts (number) WHERE number IS NOT NULL;
CREATE INDEX deliveries_unknown ON deliveries (number) WHERE status = 8 AND carrier_reference IS NULL;

-- A receipt that comes twice has to be known as such, so settled texts are found by their reference, too.
DROP INDEX deliveries_awaited;
CREATE INDEX deliveries_reference ON deliveries (carrier_reference) WHERE carrier_reference IS NOT NULL;
