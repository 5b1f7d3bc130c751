'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { releasesQuery } from '@/components/data/releases-query'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import type { ReleaseDto } from '@/lib/schemas/release'
import { LoadingRows } from '../loading-rows'
import { SettingsList, SettingsRow } from '../settings-list'
import { deleteReleaseAction } from './actions'
import { CreateReleaseDialog } from './create-release-dialog'
import { DifferenceList } from './difference-list'

export function ReleasesSection({ canWrite }: { canWrite: boolean }) {
  const { data, error, refetch } = useQuery(releasesQuery())
  if (error && !data) {
    return <ErrorState title="The releases could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the releases" />
  return (
    <Section
      title="Releases"
      description="A release is the set of module versions that questions are answered from. Publishing moves production. Another release is production but for the modules in which it differs, so that changes can be tried out beside it."
      actions={canWrite && <CreateReleaseDialog />}
    >
      <SettingsList label="Releases">
        {data.items
          .filter(({ changeNumber }) => changeNumber === null)
          .map((release) => (
            <ReleaseRow key={release.id} release={release} canWrite={canWrite} />
          ))}
      </SettingsList>
    </Section>
  )
}

function ReleaseRow({ release, canWrite }: { release: ReleaseDto; canWrite: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const { id, name, modules, differences, createdAt } = release
  const isDerived = release.baseId !== null
  const counted = `${modules.toLocaleString('en-US')} ${modules === 1 ? 'module' : 'modules'}`
  return (
    <>
      <SettingsRow
        main={
          <>
            <p className="flex items-center gap-2 font-medium text-sm">
              <span className="truncate">{name || id}</span>
              <code className="min-w-0 truncate font-mono font-normal text-fg-faint text-xs">{id}</code>
            </p>
            <p className="text-fg-muted text-xs">
              {counted}
              {isDerived && (
                <>
                  {' '}
                  · {differences === 0 ? 'as production' : `${differences.toLocaleString('en-US')} differ`} · created{' '}
                  <RelativeTime date={createdAt} />
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
        {isDerived && canWrite && <DeleteButton release={release} />}
      </SettingsRow>
      {isOpen && (
        <li className="bg-surface px-3 py-2">
          <DifferenceList release={release} canWrite={canWrite} />
        </li>
      )}
    </>
  )
}

function DeleteButton({ release: { id, name } }: { release: ReleaseDto }) {
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const remove = useAction(deleteReleaseAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: ['releases'] }),
  })
  return (
    <ConfirmDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Delete ${name}`}>
          Delete
        </Button>
      }
      title={`Delete “${name}”?`}
      description="Requests that name it are refused from now on. The modules and their versions stay, and so does every composition."
      confirmLabel="Delete"
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id }, { onSettled: () => setIsOpen(false) })}
    />
  )
}
