import { ChevronRight } from 'lucide-react'
import { TextLink } from '@/components/markdown/text-link'
import { isWebAddress, type Source, sourceKey } from '@/lib/schemas/conversations/source'

/** Pages and documents that a model named as its sources, folded. An address of another kind than a page's is no link. */
export function SourcesNamed({ sources }: { sources: Source[] }) {
  const title = `The model named ${sources.length === 1 ? '1 source' : `${sources.length} sources`}`
  return (
    <details className="group/sources mt-2 text-fg-muted text-sm">
      <summary className="inline-flex cursor-pointer select-none list-none items-center gap-1 rounded-md hover:text-fg">
        <ChevronRight className="size-3.5 shrink-0 transition-transform group-open/sources:rotate-90" aria-hidden />
        {title}
      </summary>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-1 max-h-80 overflow-y-auto border-l-2 pl-3"
      >
        <p className="text-xs">Loadout opened none of them.</p>
        <ol className="mt-1 list-decimal space-y-1 pl-5 [overflow-wrap:anywhere]">
          {sources.map((source) => (
            <li key={sourceKey(source)}>
              <SourceLine source={source} />
            </li>
          ))}
        </ol>
      </section>
    </details>
  )
}

function SourceLine({ source }: { source: Source }) {
  const { title, address, isCut } = source
  if (address === undefined) return title
  const isPage = isWebAddress(source)
  return (
    <>
      {isPage ? <TextLink href={address}>{title || address}</TextLink> : title}
      {(title !== '' || !isPage) && <span className="block font-mono text-xs">{isCut ? `${address}…` : address}</span>}
      {isCut && <span className="block text-xs">The address was longer. The beginning is kept.</span>}
    </>
  )
}
