'use client'

import { Trash2 } from 'lucide-react'
import { runAction, useAction } from '@/components/data/use-action'
import { ChangeList } from '@/components/policy/change-list'
import { carryOver, diffSettings } from '@/components/policy/policy-settings'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { toastUndo } from '@/components/ui/toast'
import { tellEditRemoved } from '@/components/ui/toast-words'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { PolicySettings } from '@/lib/engine'
import type { ChangePolicyDto } from '@/lib/schemas/changes/change-policy'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { readPolicyText, writePolicyText } from '@/lib/schemas/contexts/policy-text'
import type { Me } from '../../discussion/me'
import { putChangeEditsAction, removeChangePolicyAction } from '../actions'
import { describePolicyConflict, isOpenStatus } from '../change-words'
import { DiscussedDiff } from './discussed-diff'
import { whyNotApplied } from './use-apply'
import { useShowChange } from './use-show-change'

type PolicyPaneProps = { change: ChangeRequestDto; policy: ChangePolicyDto; canEdit: boolean; me: Me }

/** What the change request makes of a policy, and what is in its way. */
export function PolicyPane({ change: { number, status }, policy, canEdit, me }: PolicyPaneProps) {
  const { policyId, name, settings, base, production, baseVersion, conflict, revision, version } = policy
  const showChange = useShowChange()
  const show = (next: ChangeRequestDto) => showChange(next)
  const put = useAction(putChangeEditsAction, { onSuccess: show, onError: () => undefined })
  const putBack = useAction(putChangeEditsAction, { onSuccess: show })
  const remove = useAction(removeChangePolicyAction, {
    onSuccess: (next) => {
      show(next)
      toastUndo(tellEditRemoved(name), () =>
        putBack.mutate({ number, policies: [{ policyId, settings, baseVersion }] }),
      )
    },
  })
  const apply = async (text: string) => {
    const edit = { policyId, settings: readPolicyText(text), revision }
    show(await runAction(putChangeEditsAction, { number, policies: [edit] }))
  }
  const resolve = (version: number, resolved: PolicySettings) =>
    put.mutate({ number, policies: [{ policyId, settings: resolved, revision, baseVersion: version }] })
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold text-base">
          <WorkspaceLink href={`/settings/policy?policy=${encodeURIComponent(policyId)}`} className="hover:underline">
            {name}
          </WorkspaceLink>
        </h2>
        <span className="text-fg-faint text-xs">
          {policy.editedBy.name}, <RelativeTime date={policy.updatedAt} />
          {version !== null && ` · became version ${version}`}
        </span>
        {canEdit && (
          <Button
            size="sm"
            className="ml-auto"
            isPending={remove.isPending}
            onClick={() => remove.mutate({ number, policyId })}
          >
            <Trash2 />
            Remove
          </Button>
        )}
      </div>
      {put.error && <Notice title={put.error.message} requestId={put.error.requestId} />}
      {conflict && (
        <Notice
          tone="warning"
          title={describePolicyConflict(policy)}
          action={
            canEdit &&
            conflict.kind === 'changed' &&
            base &&
            production && (
              <span className="flex flex-wrap gap-2">
                <Button
                  size="sm"
                  isPending={put.isPending}
                  onClick={() => resolve(conflict.version, carryOver(base, settings, production))}
                >
                  Apply its changes to version {conflict.version}
                </Button>
                <Button size="sm" disabled={put.isPending} onClick={() => resolve(conflict.version, settings)}>
                  Keep all of it as proposed
                </Button>
              </span>
            )
          }
        />
      )}
      {base && <Settings title={`Proposed, against version ${baseVersion}`} from={base} to={settings} />}
      {conflict && base && production && (
        <>
          <Settings
            title={`Version ${conflict.version}, in use now, against version ${baseVersion}`}
            from={base}
            to={production}
          />
          <Settings title={`Proposed, against version ${conflict.version}`} from={production} to={settings} />
        </>
      )}
      <DiscussedDiff
        number={number}
        edit={{ policyId }}
        name={name}
        me={me}
        isOpen={isOpenStatus(status)}
        onSave={!canEdit ? null : whyNotApplied(conflict !== null, false) || apply}
        left={{ label: `Version ${baseVersion}`, source: base ? writePolicyText(base) : '' }}
        right={{ label: 'Proposed', source: writePolicyText(settings) }}
      />
    </div>
  )
}

type SettingsProps = { title: string; from: ChangePolicyDto['settings']; to: ChangePolicyDto['settings'] }

function Settings({ title, from, to }: SettingsProps) {
  const changes = diffSettings(from, to)
  return (
    <section aria-label={title} className="space-y-1.5 rounded-md border p-3">
      <h3 className="font-medium text-sm">{title}</h3>
      {changes.length > 0 ? (
        <ChangeList changes={changes} />
      ) : (
        <p className="text-fg-muted text-xs">The settings are the same.</p>
      )}
    </section>
  )
}
