import { Skeleton } from '@/components/ui/skeleton'
import type { RetrievalDto } from '@/lib/schemas/contexts/retrieval'

const ALREADY_SHOWN = new Set(['query', 'standaloneQuery', 'keywords'])

const toWords = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** What the analysis found, whatever it is able to find: plain values as they are, lists joined. */
function toFacts({ analysis, terms }: RetrievalDto): { name: string; value: string }[] {
  const facts = Object.entries(analysis).flatMap(([name, value]: [string, unknown]) => {
    if (ALREADY_SHOWN.has(name)) return []
    const text = name === 'language' ? toLanguage(String(value)) : toText(value)
    return text === '' ? [] : [{ name: toWords(name), value: text }]
  })
  const isRewritten = analysis.standaloneQuery !== analysis.query
  return [
    ...(isRewritten ? [{ name: 'read as', value: analysis.standaloneQuery }] : []),
    { name: 'searched as', value: terms.join(' ') },
    ...facts,
  ]
}

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** `en` → `English`; nothing where it was not recognized. */
function toLanguage(code: string): string {
  return code === 'und' ? '' : (languages.of(code) ?? code)
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : ''
  if (Array.isArray(value)) return value.map(toText).filter(Boolean).join(', ')
  if (typeof value !== 'object' || value === null) return ''
  const [first = '', ...rest] = Object.values(value).map(toText).filter(Boolean)
  return rest.length > 0 ? `${first} (${rest.join(', ')})` : first
}

export function AnalysisBar({ retrieval }: { retrieval: RetrievalDto | undefined }) {
  if (!retrieval) return <Skeleton className="h-4 w-full max-w-2xl" />
  return (
    <dl aria-label="Query as understood" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {toFacts(retrieval).map(({ name, value }) => (
        <div key={name} className="flex min-w-0 max-w-full gap-1.5">
          <dt className="shrink-0 text-fg-faint">{name}</dt>
          <dd className="min-w-0 truncate" title={value}>
            {value || 'none'}
          </dd>
        </div>
      ))}
    </dl>
  )
}
