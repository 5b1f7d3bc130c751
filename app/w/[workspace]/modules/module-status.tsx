import { Badge } from '@/components/ui/badge'
import type { ModuleSummaryDto } from '@/lib/schemas/modules/module'

/** What retrieval sees of a module, and whether there is more that it does not see. */
export function ModuleStatus({ module }: { module: Pick<ModuleSummaryDto, 'status' | 'version' | 'hasDraft'> }) {
  if (module.status === 'archived') return <Badge>Archived</Badge>
  if (module.status === 'draft') return <Badge tone="accent">Draft</Badge>
  return (
    <span className="inline-flex items-center gap-1">
      <Badge tone="success">
        <span className="tabular">v{module.version}</span>
        <span className="sr-only">published</span>
      </Badge>
      {module.hasDraft && <Badge tone="warning">Changed</Badge>}
    </span>
  )
}
