'use client'

import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { ProgressRow } from '../progress-row'
import { SettingsList } from '../settings-list'
import { summaryModelQuery } from './queries'
import { SummaryModelForm } from './summary-model-form'
import { describeSummarized } from './summary-words'

export function SummariesScreen() {
  const chosen = useQuery(summaryModelQuery())
  const models = useQuery(modelsQuery())
  const error = (!chosen.data && chosen.error) || (!models.data && models.error)
  if (error) {
    const retry = () => Promise.all([chosen.refetch(), models.refetch()])
    return <ErrorState title="The summaries could not be loaded" description={error.message} onRetry={retry} />
  }
  if (!chosen.data || !models.data) return null
  const offered = models.data.items.filter(({ isOffline }) => !isOffline)
  const { model, conversations } = chosen.data
  const name = offered.find(({ id }) => id === model)?.name ?? model
  return (
    <>
      <Section
        title="Summaries"
        description="Where a module, a section or a part of a conversation does not fit the budget, its summary can be sent instead. Summaries are made in the background, anew when a text changes; those that are there serve until then."
      >
        <SettingsList label="What writes summaries">
          <ProgressRow
            title={name ?? 'The modules’ own sentences'}
            total={chosen.data.modules}
            done={chosen.data.summarized}
            progress={describeSummarized(chosen.data)}
            verb="written"
            meanwhile="Until then the earlier summaries serve."
            job={chosen.data.job}
            queryKey={summaryModelQuery().queryKey}
          />
        </SettingsList>
      </Section>
      <SummaryModelForm
        key={`${model} ${conversations}`}
        current={model}
        isOfConversations={conversations}
        offered={offered}
        modules={chosen.data.modules}
      />
    </>
  )
}
