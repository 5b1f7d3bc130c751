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

/** What a composition can send of a conversation. */
export function sayingTurns(turns: readonly Turn[]): Turn[] {
  return turns.filter((turn) => turn.content.trim() !== '')
}
