/** What a workbook may cost before it is refused. A list of 5,000 items takes about 2 MB, and 20 MB unpacked. */
export const WORKBOOK_LIMITS = {
  /** Bytes of the file. */
  file: 10_000_000,
  /** Bytes of everything in it, unpacked. */
  unpacked: 80_000_000,
  /** How many times its packed size one part may unpack to; real sheets reach 30. */
  ratio: 250,
  parts: 1000,
  rows: 20_000,
  columns: 200,
  /** Cells that merged ranges may cover. */
  merged: 100_000,
} as const
