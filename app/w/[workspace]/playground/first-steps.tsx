'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { conversationsQuery } from './queries'

type FirstStepsProps = { hasSample: boolean; canImport: boolean; canConnect: boolean }

/** What a newcomer can do besides asking; gone with the first conversation. */
export function FirstSteps({ hasSample, canImport, canConnect }: FirstStepsProps) {
  const { data: conversations } = useInfiniteQuery(conversationsQuery({}))
  const { data: models } = useQuery(modelsQuery())
  if (conversations?.pages[0]?.total !== 0) return null
  const isQuoting = models?.items.every(({ isOffline }) => isOffline) ?? false
  if (!canImport && !(canConnect && isQuoting)) return null
  return (
    <div className="mx-auto w-full max-w-lg space-y-1 px-6 pb-4 text-center text-fg-muted text-sm">
      {canImport && (
        <p>
          {hasSample && 'The library holds Loadout’s own handbook. '}To ask about your own documents,{' '}
          <WorkspaceLink href="/modules" className={LINK}>
            import them
          </WorkspaceLink>
          .
        </p>
      )}
      {canConnect && isQuoting && (
        <p>
          The offline model only quotes. To have answers written,{' '}
          <WorkspaceLink href="/settings/providers" className={LINK}>
            connect a model
          </WorkspaceLink>
          .
        </p>
      )}
    </div>
  )
}

const LINK = 'rounded-md font-medium text-accent underline-offset-4 hover:underline'
