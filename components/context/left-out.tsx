import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { LeftOutDto } from '@/lib/schemas/contexts/search'

/** Modules that hold the words of the query and are not searched, with what sends them. */
export function LeftOut({ modules }: { modules: LeftOutDto[] }) {
  if (modules.length === 0) return null
  return (
    <ul aria-label="Not searched" className="space-y-1 pt-3 text-fg-muted text-xs">
      {modules.map(({ moduleId, name, activation, inclusion }) => (
        <li key={moduleId} className="break-words">
          Not searched:{' '}
          <WorkspaceLink href={`/modules/${encodeURIComponent(moduleId)}`} className="underline">
            {name}
          </WorkspaceLink>{' '}
          ({activation}). {inclusion}
        </li>
      ))}
    </ul>
  )
}
