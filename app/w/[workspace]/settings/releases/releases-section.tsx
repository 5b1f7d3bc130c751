'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { releasesQuery } from '@/components/data/releases-query'
import { isTarget } from '@/components/release/is-target'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import type { ReleaseDto } from '@/lib/schemas/releases/release'
import { LoadingRows } from '../loading-rows'
import { SettingsList, SettingsRow } from '../settings-list'
import { CreateReleaseDialog } from './create-release-dialog'
import { DifferenceList } from './difference-list'
import { ImportLockfile } from './import-lockfile'
import { ReleaseMenu } from './release-menu'

type Rights = { canWrite: boolean; canAdmin: boolean }

export function ReleasesSection({ canWrite, canAdmin }: Rights) {
  const { data, error, refetch } = useQuery(releasesQuery())
  if (error && !data) {
    return <ErrorState title="The releases could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the releases" />
  const targets = data.items.filter(isTarget)
  return (
    <Section
      title="Releases"
      description="A release is the set of module versions that questions are answered from. Publishing moves production. Another release is production but for the modules in which it differs, so that changes can be tried out beside it. A frozen one keeps what it holds. A protected one is changed by approved change requests alone."
      actions={
        canWrite && (
          <div className="flex flex-wrap gap-2">
            <ImportLockfile />
            <CreateReleaseDialog />
          </div>
        )
      }
    >
      <LoadedBefore error={error} />
      <SettingsList label="Releases">
        {data.items
          .filter(({ changeNumber }) => changeNumber === null)
          .map((release) => (
            <ReleaseRow
              key={release.id}
              release={release}
              targets={targets.filter(({ id }) => id !== release.id)}
              canWrite={canWrite}
              canAdmin={canAdmin}
            />
          ))}
      </SettingsList>
    </Section>
  )
}

function ReleaseRow({ release, targets, canWrite, canAdmin }: Rights & { release: ReleaseDto; targets: ReleaseDto[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const { id, name, modules, differences, createdAt, isFrozen, isProtected, follows } = release
  const isDerived = release.baseId !== null
  const counted = `${modules.toLocaleString('en-US')} ${modules === 1 ? 'module' : 'modules'}`
  return (
    <>
      <SettingsRow
        main={
          <>
            <p className="flex flex-wrap items-center gap-x-2 font-medium text-sm">
              <span className="max-w-full truncate">{name || id}</span>
              {isFrozen && <Badge>frozen</Badge>}
              {isProtected && <Badge>protected</Badge>}
              {follows !== null && <Badge>follows #{follows}</Badge>}
              <code className="max-w-full truncate font-mono font-normal text-fg-faint text-xs">{id}</code>
            </p>
            <p className="text-fg-muted text-xs">
              {counted}
              {isDerived && (
                <>
                  {' '}
                  ·{' '}
                  {differences === 0
                    ? 'as production'
                    : `${differences.toLocaleString('en-US')} ${differences === 1 ? 'differs' : 'differ'}`}{' '}
                  · created <RelativeTime date={createdAt} />
                </>
              )}
            </p>
          </>
        }
      >
        {isDerived && (
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={isOpen}
            aria-label={`Differences of ${name}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown /> : <ChevronRight />}
            Differences
          </Button>
        )}
        <ReleaseMenu release={release} targets={targets} canWrite={canWrite} />
      </SettingsRow>
      {isOpen && (
        <li className="bg-surface px-3 py-2">
          <DifferenceList release={release} canWrite={canWrite} canAdmin={canAdmin} />
        </li>
      )}
    </>
  )
}
