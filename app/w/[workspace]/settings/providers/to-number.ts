/** A number as people type it; undefined when there is none. */
export function toNumber(text: string): number | undefined {
  const number = Number(text.replace(/[,\s]/g, ''))
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}
