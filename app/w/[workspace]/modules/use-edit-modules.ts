'use client'

import { toast } from 'sonner'
import { useAction } from '@/components/data/use-action'
import { tellEdited } from '@/components/ui/toast-words'
import { editModulesAction } from './actions'
import { reportFailures } from './use-archive'

/** Changes fields of many modules, and says of how many it did. */
export function useEditModules(onChanged: () => void) {
  return useAction(editModulesAction, {
    onSuccess: (result) => {
      reportFailures(result)
      if (result.changed.length > 0 || result.failed.length === 0) toast(tellEdited(result.changed.length))
      onChanged()
    },
  })
}
