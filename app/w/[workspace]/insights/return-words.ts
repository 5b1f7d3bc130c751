import type { BadgeTone } from '@/components/ui/badge'
import { formatCount } from '@/components/ui/format-number'
import type { ModuleReturnDto } from '@/lib/schemas/token-return'

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
  return { tone: 'warning', words: 'earns nothing' }
}

/** Whether its tokens brought nothing that is known of. */
export const isIdle = (module: ModuleReturnDto) => judgeReturn(module).words === 'earns nothing'
