/** What a reader does not see: Unicode's ignorable and format characters, and control characters that break no line. */
const INVISIBLE = /(?![\t\n\v\f\r\u0085])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]+/gu

type VisibleText = {
  text: string
  /** Where the character at `index` of the visible text stands in the whole one; `index` must not fall from call to call. */
  toOffset(index: number): number
}

/** The text as it is seen: delimiters are looked for in it, so that no hidden character can stand between their letters. */
export function visibleText(whole: string): VisibleText {
  const cuts: { at: number; hidden: number }[] = []
  let hidden = 0
  const text = whole.replace(INVISIBLE, (run: string, offset: number) => {
    cuts.push({ at: offset - hidden, hidden: hidden + run.length })
    hidden += run.length
    return ''
  })
  let next = 0
  return {
    text,
    toOffset(index) {
      while ((cuts[next]?.at ?? Number.POSITIVE_INFINITY) <= index) next++
      return index + (cuts[next - 1]?.hidden ?? 0)
    },
  }
}
