'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { refreshProduction } from '@/components/data/refresh-production'
import { useAction } from '@/components/data/use-action'
import { ChangeList } from '@/components/policy/change-list'
import { diffSettings } from '@/components/policy/policy-settings'
import { Badge } from '@/components/ui/badge'
import { Button, buttonVariants } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import { tellUsed } from '@/components/ui/toast-words'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { PolicyDetailDto, PolicyVersionDto } from '@/lib/schemas/contexts/policy'
import { applyPolicyVersionAction } from '../../policy-actions'
import { SettingsList, SettingsRow } from '../settings-list'

type PolicyHistoryProps = { policy: PolicyDetailDto; canWrite: boolean }

export function PolicyHistory({ policy, canWrite }: PolicyHistoryProps) {
  return (
    <Section
      title="Versions"
      description="Newest first, each with what it changes against the one in use. Saved compositions keep the version they were made with."
    >
      <SettingsList label="Versions">
        {policy.versions.map((version) => (
          <VersionRow key={version.version} version={version} policy={policy} canWrite={canWrite} />
        ))}
      </SettingsList>
    </Section>
  )
}

function VersionRow({ version, policy, canWrite }: PolicyHistoryProps & { version: PolicyVersionDto }) {
  const client = useQueryClient()
  const isActive = version.version === policy.activeVersion
  const apply = useAction(applyPolicyVersionAction, {
    onSuccess: () => {
      toast.success(tellUsed(version.version))
      return refreshProduction(client)
    },
  })
  return (
    <SettingsRow
      main={
        <>
          <p className="text-sm">
            <span className="tabular font-medium">v{version.version}</span>{' '}
            {version.message || <span className="text-fg-faint">no message</span>}
          </p>
          <p className="mb-1 text-fg-muted text-xs">
            {version.author && `${version.author.name} · `}
            <RelativeTime date={version.createdAt} />
          </p>
          {!isActive && <ChangeList changes={diffSettings(policy.settings, version.settings)} />}
        </>
      }
    >
      {!isActive && (
        <WorkspaceLink
          className={buttonVariants({ variant: 'ghost', size: 'sm' })}
          aria-label={`Effect of version ${version.version}`}
          href={`/effect?${new URLSearchParams({ beforePolicy: policy.id, afterPolicy: `${policy.id}@${version.version}` })}`}
        >
          Effect
        </WorkspaceLink>
      )}
      {isActive ? (
        <Badge tone="success">In use</Badge>
      ) : (
        canWrite && (
          <Button
            size="sm"
            isPending={apply.isPending}
            aria-label={`Use version ${version.version}`}
            onClick={() => apply.mutate({ id: policy.id, version: version.version })}
          >
            Use
          </Button>
        )
      )}
    </SettingsRow>
  )
}
