'use client'

import { toast } from 'sonner'
import { useAction } from '@/components/data/use-action'
import { formatNumber } from '@/components/ui/format-number'
import { toastUndo } from '@/components/ui/toast'
import type { BulkResultDto } from '@/lib/schemas/module'
import { archiveModulesAction, unarchiveModulesAction } from './actions'

export function countModules(number: number): string {
  return `${formatNumber(number)} ${number === 1 ? 'module' : 'modules'}`
}

export function reportFailures({ failed }: BulkResultDto) {
  const [first] = failed
  if (first)
    toast.error(`${first.id}: ${first.message}`, {
      description: failed.length > 1 ? `and ${failed.length - 1} more` : undefined,
    })
}

/** Archives modules, which can be undone, and brings archived ones back. */
export function useArchive(onChanged: () => void) {
  const restore = useAction(unarchiveModulesAction, {
    onSuccess: (result) => {
      reportFailures(result)
      toast(`${countModules(result.changed.length)} restored`)
      onChanged()
    },
  })
  const archive = useAction(archiveModulesAction, {
    onSuccess: (result) => {
      reportFailures(result)
      onChanged()
      if (result.changed.length > 0) {
        toastUndo(`${countModules(result.changed.length)} archived`, () => restore.mutate({ ids: result.changed }))
      }
    },
  })
  return { archive, restore }
}
