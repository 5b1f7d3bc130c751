import { formatCount } from '@/components/ui/format-number'
import type { MomentDto } from '@/lib/schemas/releases/release'

type Told = Pick<MomentDto, 'modules' | 'gone' | 'goneTotal' | 'policies' | 'curated'>

/** What a side that is a moment composes with of then, and of today. */
export function tellMoment({ modules, gone, goneTotal, policies, curated }: Told): { ofThen: string; ofToday: string } {
  const ofThen = [`the versions of ${formatCount(modules, 'module')}`]
  const ofToday = ['models', 'the search index', 'profiles']
  if (policies === null) ofToday.unshift('policies, since the audit log does not reach back so far')
  else if (policies.length === 0) ofThen.push('the policies (the same as now)')
  else ofThen.push(`the policies (${policies.map(({ name, version }) => `${name} version ${version}`).join(', ')})`)
  const changed = curated.ofThen
  ofThen.push(
    changed === 0
      ? 'the curation (the same as now)'
      : `the curation of ${formatCount(changed, 'module')} that ${changed === 1 ? 'was' : 'were'} curated otherwise`,
  )
  if (!curated.isAll) ofToday.unshift('the curation of the other modules')
  const others = goneTotal > gone.length ? ` and ${formatCount(goneTotal - gone.length, 'other')}` : ''
  const missing = goneTotal === 0 ? '' : ` Deleted since, and on no side: ${gone.join(', ')}${others}.`
  return { ofThen: `${toSentence(ofThen)}${missing}`, ofToday: toSentence(ofToday) }
}

function toSentence(parts: string[]): string {
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
