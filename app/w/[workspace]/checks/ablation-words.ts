import type { BadgeTone } from '@/components/ui/badge'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { AblatedContextDto, AblatedModuleDto, AblationDto } from '@/lib/schemas/query-sets/ablation'

type Verdict = { tone: BadgeTone; words: string }

/** What the set says of a module, the gravest first. */
export function judgeModule({ better, mended, broken, recall, sentIn, contexts }: AblatedModuleDto): Verdict[] {
  const verdicts: (Verdict | false)[] = [
    better > 0 && { tone: 'danger', words: `makes ${formatCount(better, 'labelled query', 'labelled queries')} worse` },
    mended > 0 && { tone: 'warning', words: `${formatCount(mended, 'check holds', 'checks hold')} only without it` },
    broken > 0 && { tone: 'success', words: `carries ${formatCount(broken, 'check')}` },
    recall !== null && recall.b < recall.a && { tone: 'success', words: 'its labels are lost without it' },
  ]
  const told = verdicts.filter((each) => each !== false)
  if (told.length > 0) return told
  if (contexts.length === 0) return [{ tone: 'neutral', words: 'changes nothing' }]
  return [{ tone: 'neutral', words: sentIn > 0 ? 'no check needs it' : 'is never sent' }]
}

/** `−120 tokens`, `+12 tokens`, `not composed without it`. */
export function describeWithout({ inputTokens: { a, b }, error }: AblatedContextDto): string {
  if (b === null) return error ?? 'not composed without it'
  if (a === null) return 'composed only without it'
  const more = b - a
  if (more === 0) return 'as many tokens'
  return `${more > 0 ? '+' : '−'}${formatNumber(Math.abs(more))} ${Math.abs(more) === 1 ? 'token' : 'tokens'}`
}

/** What is left out of the table, in sentences. */
export function describeRest({ modules, notTried }: AblationDto): string[] {
  const silent = modules.length - modules.filter(isTold).length
  return [
    ...(silent > 0
      ? [
          `${formatCount(silent, 'module was', 'modules were')} met by a search and never sent; no context changes without ${silent === 1 ? 'it' : 'them'}.`,
        ]
      : []),
    ...(notTried > 0
      ? [`${formatCount(notTried, 'module')} that send the least were not left out: the limit of contexts is reached.`]
      : []),
  ]
}

/** Whether there is something to say of it. */
export const isTold = ({ sentIn, contexts }: AblatedModuleDto) => sentIn > 0 || contexts.length > 0
