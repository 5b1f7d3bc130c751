'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import type { MemberDto } from '@/lib/schemas/workspaces/member'
import { ROLES, type Role } from '@/lib/schemas/workspaces/role'
import { SettingsRow } from '../settings-list'
import { changeMemberRoleAction, leaveWorkspaceAction, removeMemberAction } from './actions'
import { ROLE_META } from './roles'

type MemberRowProps = { member: MemberDto; canManage: boolean; canMakeOwner: boolean; isLastOwner: boolean }

export function MemberRow({ member, canManage, canMakeOwner, isLastOwner }: MemberRowProps) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['members'] })
  const change = useAction(changeMemberRoleAction, { onSuccess: refresh })
  const canChange = canManage && !isLastOwner
  return (
    <SettingsRow
      main={
        <>
          <p className="flex items-center gap-2 truncate font-medium text-sm">
            <span className="truncate">{member.name}</span>
            {member.isSelf && <Badge>You</Badge>}
          </p>
          <p className="truncate text-fg-muted text-xs">
            {member.email} · joined <RelativeTime date={member.joinedAt} />
          </p>
        </>
      }
    >
      {canChange ? (
        <Select<Role>
          aria-label={`Role of ${member.name}`}
          className="w-32"
          value={member.role}
          disabled={change.isPending}
          onValueChange={(role) => change.mutate({ userId: member.userId, role })}
          options={ROLES.filter((role) => role !== 'owner' || canMakeOwner).map((role) => ({
            value: role,
            label: ROLE_META[role].label,
          }))}
        />
      ) : (
        <span className="w-32 text-fg-muted text-sm sm:px-2" title={`May: ${ROLE_META[member.role].may}`}>
          {ROLE_META[member.role].label}
        </span>
      )}
      <div className="flex w-20 justify-end">
        {member.isSelf ? (
          <LeaveButton isLastOwner={isLastOwner} />
        ) : (
          canChange && <RemoveButton member={member} onRemoved={refresh} />
        )}
      </div>
    </SettingsRow>
  )
}

function RemoveButton({ member, onRemoved }: { member: MemberDto; onRemoved: () => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const remove = useAction(removeMemberAction, { onSuccess: onRemoved })
  return (
    <ConfirmDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Remove ${member.name}`}>
          Remove
        </Button>
      }
      title={`Remove ${member.name}?`}
      description="They lose access at once. What they wrote stays; their private conversations can no longer be opened by anybody. To come back they need a new invitation."
      confirmLabel="Remove"
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ userId: member.userId }, { onSettled: () => setIsOpen(false) })}
    />
  )
}

function LeaveButton({ isLastOwner }: { isLastOwner: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const leave = useAction(leaveWorkspaceAction, { onSuccess: () => window.location.assign('/') })
  if (isLastOwner) return null
  return (
    <ConfirmDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="ghost" size="sm">
          Leave
        </Button>
      }
      title="Leave this workspace?"
      description="You lose access at once. What you wrote stays. To come back you need a new invitation."
      confirmLabel="Leave"
      isPending={leave.isPending}
      onConfirm={() => leave.mutate({}, { onSettled: () => setIsOpen(false) })}
    />
  )
}
