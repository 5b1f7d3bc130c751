/** A field as RFC 4180 has it; what a spreadsheet would take for a formula stays text. */
export function toCsvField(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A row of fields that are written already. */
export function toCsvRow(fields: string[]): string {
  return `${fields.join(',')}\r\n`
}

/** A table of texts and numbers; nothing where a cell is null. */
export function toCsv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const write = (cell: string | number | null | undefined) =>
    typeof cell === 'number' ? String(cell) : toCsvField(cell ?? '')
  return rows.map((row) => toCsvRow(row.map(write))).join('')
}
