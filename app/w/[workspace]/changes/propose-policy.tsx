'use client'

import { useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ProposeForm, type ProposeTarget } from '@/components/changes/propose-form'
import { useAction } from '@/components/data/use-action'
import { ChangeList } from '@/components/policy/change-list'
import { diffSettings } from '@/components/policy/policy-settings'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { PolicySettings } from '@/lib/engine'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { PolicyDetailDto } from '@/lib/schemas/contexts/policy'
import { createChangeAction, putChangeEditsAction } from './actions'

type ProposePolicyProps = {
  policy: PolicyDetailDto
  settings: PolicySettings
  /** Some setting cannot be. */
  hasProblems: boolean
  /** The button is its icon alone where there is little room. */
  isShort?: boolean
  /** The settings stand in a change request now. */
  onProposed?: () => void
}

/** Proposes settings of a policy in a change request, wherever they were tried. */
export function ProposePolicy({ policy, settings, hasProblems, isShort, onProposed }: ProposePolicyProps) {
  const client = useQueryClient()
  const router = useRouter()
  const toPath = useWorkspacePath()
  const [isOpen, setIsOpen] = useState(false)
  const changes = diffSettings(policy.settings, settings)
  const options = {
    onSuccess: ({ number }: ChangeRequestDto) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      onProposed?.()
      router.push(toPath(`/changes/${number}?policy=${encodeURIComponent(policy.id)}`))
    },
    // shown in the dialog
    onError: () => undefined,
  }
  const create = useAction(createChangeAction, options)
  const put = useAction(putChangeEditsAction, options)
  const propose = (target: ProposeTarget) => {
    create.reset()
    put.reset()
    const policies = [{ policyId: policy.id, settings, baseVersion: policy.activeVersion }]
    // what stands in an open request already is not written over
    if ('number' in target) put.mutate({ ...target, policies: policies.map((each) => ({ ...each, revision: 0 })) })
    else create.mutate({ ...target, policies })
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      size="md"
      title={`Propose “${policy.name}”`}
      description="The settings stand in a change request. Their effect on contexts shows there; compositions use them once it is merged."
      trigger={
        <Button disabled={changes.length === 0 || hasProblems}>
          <GitPullRequestArrow />
          <span className={isShort ? 'max-sm:sr-only' : undefined}>Propose…</span>
        </Button>
      }
    >
      <div className="space-y-4">
        <ChangeList changes={changes} />
        <ProposeForm
          error={create.error ?? put.error}
          isPending={create.isPending || put.isPending}
          onPropose={propose}
          onCancel={() => setIsOpen(false)}
        />
      </div>
    </Dialog>
  )
}
