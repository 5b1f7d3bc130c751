'use client'

import { toast } from 'sonner'
import { useAction } from '@/components/data/use-action'
import { formatNumber } from '@/components/ui/format-number'
import { toastUndo } from '@/components/ui/toast'
import { tellAllArchived, tellAllBack, tellFailures } from '@/components/ui/toast-words'
import type { BulkResultDto } from '@/lib/schemas/modules/module'
import { archiveModulesAction, unarchiveModulesAction } from './actions'

export function countModules(number: number): string {
  return `${formatNumber(number)} ${number === 1 ? 'module' : 'modules'}`
}

export function reportFailures({ failed }: BulkResultDto) {
  if (failed.length === 0) return
  const { title, description } = tellFailures(failed)
  toast.error(title, { description })
}

/** Archives modules, which can be undone, and brings archived ones back. */
export function useArchive(onChanged: () => void) {
  const restore = useAction(unarchiveModulesAction, {
    onSuccess: (result) => {
      reportFailures(result)
      toast(tellAllBack(result.changed.length))
      onChanged()
    },
  })
  const archive = useAction(archiveModulesAction, {
    onSuccess: (result) => {
      reportFailures(result)
      onChanged()
      if (result.changed.length > 0) {
        toastUndo(tellAllArchived(result.changed.length), () => restore.mutate({ ids: result.changed }))
      }
    },
  })
  return { archive, restore }
}
