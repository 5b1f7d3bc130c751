import type { BadgeTone } from '@/components/ui/badge'
import { formatCount, formatNumber, formatPercent } from '@/components/ui/format-number'
import type { ModuleReturnDto } from '@/lib/schemas/insights/token-return'

/**
 * Answers before “none of them cites it” counts against a module: from ten without one, fewer than 3 in 10 would cite it
 * (19 times of 20).
 */
export const ENOUGH_ANSWERS = 10

const IDLE = 'earns nothing'

/** What a module's tokens brought, in a few words; the gravest first. */
export function judgeReturn(module: ModuleReturnDto): { tone: BadgeTone; words: string } {
  const { sentIn, answers, cited, checks, carries, better } = module
  if (better)
    return { tone: 'danger', words: `makes ${formatCount(better, 'labelled query', 'labelled queries')} worse` }
  if (sentIn === 0) return { tone: 'neutral', words: 'never sent' }
  if (carries) return { tone: 'success', words: `carries ${formatCount(carries, 'check')}` }
  if (cited > 0) return { tone: 'success', words: 'cited' }
  if (checks > 0 && carries === null) return { tone: 'success', words: `wanted by ${formatCount(checks, 'check')}` }
  // instructions have no label to be cited by, and a program may have asked for the context alone
  if (answers === 0) return { tone: 'neutral', words: 'nothing known' }
  if (answers < ENOUGH_ANSWERS) return { tone: 'neutral', words: 'too early to say' }
  return { tone: 'warning', words: IDLE }
}

/** How much is spent on modules whose tokens brought nothing that is known of. */
export function describeIdle(modules: readonly ModuleReturnDto[], inputTokens: number): string {
  const idle = modules.filter((module) => judgeReturn(module).words === IDLE)
  if (idle.length === 0) {
    const earning = modules.filter((module) => judgeReturn(module).tone === 'success').length
    return `${formatNumber(earning)} of ${formatCount(modules.length, 'module')} ${earning === 1 ? 'earns its' : 'earn their'} tokens.`
  }
  const tokens = idle.reduce((sum, module) => sum + module.tokens, 0)
  const who = formatCount(idle.length, 'module that was sent earns', 'modules that were sent earn')
  return `${who} nothing: ${formatNumber(tokens)} of ${formatCount(inputTokens, 'token')}, ${formatPercent(tokens / Math.max(1, inputTokens))}.`
}
