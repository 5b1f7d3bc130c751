import { Button } from '@/components/ui/button'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import { carryOver } from './curation-changes'

type ResolveCurationProps = {
  texts: CurationTextsDto
  isPending: boolean
  onResolve: (entries: CurationTextsDto['base']) => void
}

/** The two ways out when the chunks were curated meanwhile. */
export function ResolveCuration({ texts, isPending, onResolve }: ResolveCurationProps) {
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" isPending={isPending} onClick={() => onResolve(carryOver(texts))}>
        Apply its changes to version {texts.productionVersion}
      </Button>
      <Button size="sm" disabled={isPending} onClick={() => onResolve(texts.proposed)}>
        Keep all of it as proposed
      </Button>
    </span>
  )
}
