'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { refreshProduction } from '@/components/data/refresh-production'
import { runAction, useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { Select } from '@/components/ui/select'
import { tellDeleted } from '@/components/ui/toast-words'
import type { PolicyDto } from '@/lib/schemas/contexts/policy'
import { createPolicyAction, deletePolicyAction, renamePolicyAction } from './actions'
import { PolicyNameDialog } from './policy-name-dialog'

type PolicyPickerProps = {
  policies: Pick<PolicyDto, 'id' | 'name' | 'isDefault'>[]
  id: string
  canWrite: boolean
  /** Null is the default one. */
  onChoose: (id: string | null) => void
}

/** Which policy is shown, and what can be done with it as a whole. */
export function PolicyPicker({ policies, id, canWrite, onChoose }: PolicyPickerProps) {
  const client = useQueryClient()
  const [dialog, setDialog] = useState<'duplicate' | 'rename' | 'delete' | null>(null)
  const policy = policies.find((candidate) => candidate.id === id)
  const close = () => setDialog(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['policies'] })
  const remove = useAction(deletePolicyAction, {
    onSuccess: () => {
      close()
      onChoose(null)
      void refreshProduction(client)
      toast.success(tellDeleted(policy?.name ?? 'The policy'))
    },
  })
  if (!policy) return null
  return (
    <div className="flex items-center gap-2">
      <Select
        aria-label="Policy"
        className="max-w-xs"
        value={id}
        onValueChange={(next) => onChoose(policies.find((one) => one.id === next)?.isDefault ? null : next)}
        options={policies.map(({ id: value, name, isDefault }) => ({
          value,
          label: name,
          hint: isDefault ? 'default' : value,
        }))}
      />
      {canWrite && (
        <DropdownMenu
          align="start"
          trigger={
            <Button variant="ghost" size="icon" aria-label={`Actions for ${policy.name}`}>
              <Ellipsis />
            </Button>
          }
        >
          <MenuItem onSelect={() => setDialog('duplicate')}>
            <Copy />
            Duplicate…
          </MenuItem>
          <MenuItem onSelect={() => setDialog('rename')}>
            <Pencil />
            Rename…
          </MenuItem>
          {!policy.isDefault && (
            <MenuItem onSelect={() => setDialog('delete')}>
              <Trash2 />
              Delete…
            </MenuItem>
          )}
        </DropdownMenu>
      )}
      {dialog === 'duplicate' && (
        <PolicyNameDialog
          title={`Duplicate “${policy.name}”`}
          description="The new policy begins with the settings in use. Requests name it by its id."
          label="Create"
          name={`${policy.name} copy`}
          onClose={close}
          onSubmit={async (name) => {
            const created = await runAction(createPolicyAction, { name, from: id })
            await refresh()
            onChoose(created.id)
          }}
        />
      )}
      {dialog === 'rename' && (
        <PolicyNameDialog
          title={`Rename “${policy.name}”`}
          description="Its id stays, so requests that name it go on as before."
          label="Rename"
          name={policy.name}
          onClose={close}
          onSubmit={async (name) => {
            await runAction(renamePolicyAction, { id, name })
            await refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={dialog === 'delete'}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={`Delete “${policy.name}” for good?`}
        description="All its versions go with it, and requests that name it will fail. Compositions made with it stay as they are."
        confirmLabel="Delete"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
      />
    </div>
  )
}
