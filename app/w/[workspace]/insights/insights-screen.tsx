'use client'

import { useQueryState } from 'nuqs'
import { PageHeader } from '@/components/frame/page-header'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { CachesTab } from './caches-tab'
import { ContextsTab } from './contexts-tab'
import { CostTab } from './cost-tab'
import { MayFill } from './empty-insight'
import { JobsTab } from './jobs-tab'
import { LibraryTab } from './library-tab'
import { QueriesTab } from './queries-tab'
import { ReturnTab } from './return-tab'
import { ReviewsTab } from './reviews-tab'
import { INSIGHT_TABS, insightsSearchParams } from './search-params'
import { ServerTab } from './server-tab'
import { UsageTab } from './usage-tab'

const LABELS = {
  contexts: 'Contexts',
  queries: 'Queries',
  return: 'Token return',
  library: 'Library',
  reviews: 'Reviews',
  cost: 'Cost',
  jobs: 'Jobs',
  caches: 'Caches',
  server: 'Server',
  usage: 'Most used',
}

type InsightsScreenProps = { canWrite: boolean; canFill: { ask: boolean; provider: boolean } }

/** What the workspace is asked, and what the server does about it beforehand. */
export function InsightsScreen({ canWrite, canFill }: InsightsScreenProps) {
  const [tab, setTab] = useQueryState('tab', insightsSearchParams.tab)
  return (
    <MayFill value={canFill}>
      <div className="flex h-full min-h-0 flex-col">
        <PageHeader title="Insights" />
        <Tabs
          value={tab}
          onValueChange={(value) => void setTab(INSIGHT_TABS.find((known) => known === value) ?? null)}
          className="flex min-h-0 flex-1 flex-col"
        >
          <TabsList aria-label="Insights">
            {INSIGHT_TABS.map((name) => (
              <TabsTrigger key={name} value={name}>
                {LABELS[name]}
              </TabsTrigger>
            ))}
          </TabsList>
          <TabsContent value="contexts">
            <ContextsTab canWrite={canWrite} />
          </TabsContent>
          <TabsContent value="queries">
            <QueriesTab canWrite={canWrite} />
          </TabsContent>
          <TabsContent value="return">
            <ReturnTab />
          </TabsContent>
          <TabsContent value="library">
            <LibraryTab />
          </TabsContent>
          <TabsContent value="reviews">
            <ReviewsTab />
          </TabsContent>
          <TabsContent value="cost">
            <CostTab />
          </TabsContent>
          <TabsContent value="jobs">
            <JobsTab canWrite={canWrite} />
          </TabsContent>
          <TabsContent value="caches">
            <CachesTab />
          </TabsContent>
          <TabsContent value="server">
            <ServerTab />
          </TabsContent>
          <TabsContent value="usage">
            <UsageTab />
          </TabsContent>
        </Tabs>
      </div>
    </MayFill>
  )
}
