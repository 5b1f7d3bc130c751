'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleX, MessagesSquare, TriangleAlert } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import type { ComponentProps } from 'react'
import { useSeen } from '@/components/data/use-seen'
import { PageHeader } from '@/components/frame/page-header'
import { Markdown } from '@/components/markdown/markdown'
import { Button } from '@/components/ui/button'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import type { ThreadDto } from '@/lib/schemas/changes/discussion'
import { threadsQuery } from '../../discussion/queries'
import { markNotificationsAction } from '../../inbox/actions'
import { ChangeStatusBadge } from '../change-status'
import { describeChecksState, explainChecks, explainTouched, isOpenStatus, nameTarget } from '../change-words'
import { changeQuery } from '../queries'
import { CHANGE_TABS, changeSearchParams } from '../search-params'
import { ChangeActions } from './change-actions'
import { ChecksTab } from './checks-tab'
import { DiscussionTab } from './discussion-tab'
import { EditsTab } from './edits-tab'
import { EffectTab } from './effect-tab'
import { Filling } from './filling'
import { Needs } from './needs'
import { Reviews } from './reviews'
import { useThreadKeys } from './use-thread-keys'

/** What the person may do, and who they are. */
type May = { write: boolean; bypass: boolean; review: boolean; ask: boolean; userId: string }
type ChangeScreenProps = { number: number; may: May }

/** A change request: what it does to modules, and what that does to contexts. */
export function ChangeScreen({ number, may }: ChangeScreenProps) {
  const { data: change } = useQuery(changeQuery(number))
  const { data: unresolved } = useQuery({ ...threadsQuery({ number }), select: countUnresolved })
  useSeen(markNotificationsAction, { number }, change)
  useThreadKeys()
  const [{ tab }, setSearch] = useQueryStates(changeSearchParams)
  if (!change) return null
  const isOpen = isOpenStatus(change.status)
  const me = { userId: may.userId, canComment: may.review, isAdmin: may.bypass }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={
          <>
            <WorkspaceLink href="/changes" className="rounded-md font-normal text-fg-faint hover:text-fg">
              Changes
            </WorkspaceLink>
            <span className="px-1.5 font-normal text-fg-faint" aria-hidden>
              /
            </span>
            <span className="font-mono font-normal text-fg-faint">#{number}</span> {change.title}
          </>
        }
        status={<ChangeStatusBadge status={change.status} standing={change.standing} />}
        actions={
          <>
            {may.ask && change.releaseId !== null && (
              <Button asChild>
                <WorkspaceLink href={`/playground?release=${encodeURIComponent(change.releaseId)}`}>
                  <MessagesSquare />
                  Ask it
                </WorkspaceLink>
              </Button>
            )}
            {may.write && <ChangeActions change={change} canBypass={may.bypass} />}
          </>
        }
      >
        <About
          change={change}
          canAsk={may.write}
          canDismiss={may.bypass}
          userId={may.userId}
          canComment={may.review}
          canReview={may.review && !change.writerIds.includes(may.userId)}
        />
      </PageHeader>
      <Tabs
        value={tab}
        onValueChange={(value) => void setSearch({ tab: CHANGE_TABS.find((name) => name === value) ?? null })}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList aria-label="Parts of the change request">
          <TabsTrigger value="edits">
            Edits <span className="tabular text-fg-faint">{countEdits(change)}</span>
            {change.conflicts > 0 && (
              <TriangleAlert
                className="size-3.5 text-warning"
                role="img"
                aria-label={formatCount(change.conflicts, 'conflict')}
              />
            )}
          </TabsTrigger>
          <TabsTrigger value="effect">
            Effect{' '}
            {change.touched?.isCurrent && (
              <span className="tabular text-fg-faint" title={explainTouched(change.touched)}>
                {formatNumber(change.touched.changed)}/{formatNumber(change.touched.total)}
              </span>
            )}
          </TabsTrigger>
          <TabsTrigger value="checks">
            Checks{' '}
            {change.checks && (
              <span className="tabular text-fg-faint" title={explainChecks(change.checks)}>
                {formatNumber(change.checks.held)}/{formatNumber(change.checks.held + change.checks.failed)}
              </span>
            )}
            {change.checksProblem && (
              <CircleX className="size-3.5 text-danger" role="img" aria-label={change.checksProblem} />
            )}
          </TabsTrigger>
          <TabsTrigger value="discussion">
            Discussion{' '}
            {unresolved !== undefined && unresolved > 0 && (
              <span className="tabular text-fg-faint" title={`${formatCount(unresolved, 'thread')} not resolved`}>
                {unresolved}
              </span>
            )}
          </TabsTrigger>
        </TabsList>
        <TabsContent value="edits" className="flex flex-col">
          <EditsTab change={change} canEdit={may.write && isOpen} me={me} />
        </TabsContent>
        <TabsContent value="effect" className="flex flex-col">
          <EffectTab change={change} me={me} />
        </TabsContent>
        <TabsContent value="checks" className="flex flex-col">
          <ChecksTab change={change} canRun={may.review} me={me} />
        </TabsContent>
        <TabsContent value="discussion">
          <DiscussionTab change={change} me={me} />
        </TabsContent>
      </Tabs>
    </div>
  )
}

const countEdits = ({ edits, policies, querySets }: ChangeRequestDto) =>
  edits.length + policies.length + querySets.length
const countUnresolved = (threads: ThreadDto[]) => threads.filter(({ resolvedAt }) => resolvedAt === null).length

type AboutProps = ComponentProps<typeof Reviews>

function About({ change, ...can }: AboutProps) {
  // nothing is run before it is whole
  const checksState = change.filling ? '' : describeChecksState(change)
  const { author, createdAt, endedAt, endedBy, status, revertsNumber, description, target } = change
  return (
    <div className="space-y-1 px-4 pb-2.5 text-sm">
      <p className="text-fg-muted text-xs">
        Proposed by {author.name} {!target.isProduction && <>for the release {nameTarget(target)} </>}
        <RelativeTime date={createdAt} />
        {endedAt && (
          <>
            {' '}
            · {status} by {endedBy?.name} <RelativeTime date={endedAt} />
          </>
        )}
        {revertsNumber !== null && (
          <>
            {' '}
            · takes back{' '}
            <WorkspaceLink href={`/changes/${revertsNumber}`} className="text-accent hover:underline">
              #{revertsNumber}
            </WorkspaceLink>
          </>
        )}
      </p>
      {description && <Markdown className="mt-1 max-h-48 max-w-3xl overflow-y-auto text-sm">{description}</Markdown>}
      <Filling change={change} canEdit={can.canAsk} />
      {change.cycle && <p className="text-danger text-xs">{change.cycle}</p>}
      <Warnings warnings={change.warnings} />
      {change.checksProblem && <p className="text-danger text-xs">{change.checksProblem}</p>}
      <p role="status" className="text-fg-muted text-xs empty:mb-0">
        {checksState}
      </p>
      <Reviews change={change} {...can} />
      <Needs change={change} />
    </div>
  )
}

/** Warnings that are told before anybody asks for the rest. */
const SHOWN_WARNINGS = 3

/** What merging it breaks, though nothing refuses it. */
function Warnings({ warnings }: Pick<ChangeRequestDto, 'warnings'>) {
  if (warnings.length === 0) return null
  const rest = warnings.slice(SHOWN_WARNINGS)
  const toItem = (warning: string) => <li key={warning}>{warning}</li>
  return (
    <div className="flex gap-1.5 text-xs">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
      <div className="min-w-0">
        <ul aria-label="What merging it breaks">{warnings.slice(0, SHOWN_WARNINGS).map(toItem)}</ul>
        {rest.length > 0 && (
          <details>
            <summary className="cursor-pointer text-fg-muted">{formatCount(rest.length, 'more warning')}</summary>
            <ul aria-label="More that merging it breaks">{rest.map(toItem)}</ul>
          </details>
        )}
      </div>
    </div>
  )
}
