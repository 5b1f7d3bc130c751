import type { Turn } from '../vocabulary/types'

/** The turns in exchanges, oldest first: a user message with the answers to it. */
export function toExchanges(turns: readonly Turn[]): Turn[][] {
  const exchanges: Turn[][] = []
  for (const turn of turns) {
    const exchange = exchanges.at(-1)
    if (exchange && turn.role === 'assistant') exchange.push(turn)
    else exchanges.push([turn])
  }
  return exchanges
}

/** The last of them, at most `count`, without looking at all turns. */
export function lastExchanges(turns: readonly Turn[], count: number): Turn[][] {
  if (count <= 0) return []
  let from = turns.length
  for (let found = 0; from > 0 && found < count; ) {
    from--
    if (turns[from]!.role !== 'assistant') found++
  }
  return toExchanges(turns.slice(from))
}

/** In which exchange from the end each turn stands, the last being 1. */
export function numberExchanges(turns: readonly Turn[]): Int32Array {
  const numbers = new Int32Array(turns.length)
  let exchange = 1
  for (let at = turns.length - 1; at >= 0; at--) {
    numbers[at] = exchange
    if (turns[at]!.role !== 'assistant') exchange++
  }
  return numbers
}

/** What a composition can send of a conversation. */
export function sayingTurns(turns: readonly Turn[]): Turn[] {
  return turns.filter(({ content }) => isLetter(content.charCodeAt(0)) || content.trim() !== '')
}

/** Nearly every turn begins with one, and that is seen sooner than that it has no more than white space. */
const isLetter = (unit: number) => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
