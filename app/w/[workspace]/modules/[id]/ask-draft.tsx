import { useQueryClient } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { tryDraftAction } from './actions'

/** Opens the playground on production with a module's draft in it. */
export function useAskDraft() {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  return useAction(tryDraftAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['releases'] })
      router.push(toPath(`/playground?release=${encodeURIComponent(id)}`))
    },
  })
}

type AskDraftProps = {
  /** Why it cannot be asked; empty where it can. */
  whyNot: string
  isPending: boolean
  onAsk: () => void
}

export function AskDraft({ whyNot, isPending, onAsk }: AskDraftProps) {
  return (
    <Tooltip content={whyNot || 'Try the draft in the playground; nobody else’s answers change'}>
      <Button onClick={onAsk} isPending={isPending} aria-disabled={whyNot !== ''} className="max-md:hidden">
        <MessagesSquare />
        Ask it
      </Button>
    </Tooltip>
  )
}
