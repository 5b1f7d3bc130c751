'use client'

import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { SettingsList } from '../settings-list'
import { ActiveRow } from './active-row'
import { BuildingRow } from './building-row'
import { FailedRow } from './failed-row'
import { toFormValues } from './form-values'
import { LocalModels } from './local-models'
import { ModelForm } from './model-form'
import { embeddingModelsQuery, embeddingQuery } from './queries'

export function EmbeddingScreen() {
  const embedding = useQuery(embeddingQuery())
  const models = useQuery(embeddingModelsQuery())
  const error = (!embedding.data && embedding.error) || (!models.data && models.error)
  if (error) {
    const retry = () => Promise.all([embedding.refetch(), models.refetch()])
    return <ErrorState title="The embeddings could not be loaded" description={error.message} onRetry={retry} />
  }
  if (!embedding.data || !models.data) return null
  const { active, building, failed } = embedding.data
  const current = building ?? active
  return (
    <>
      <Section
        title="Embedding"
        description="Search by meaning compares vectors. All of a workspace’s vectors come from one model; another one is built beside it, and takes over once it is complete."
      >
        <SettingsList label="Embedding indexes">
          <ActiveRow embedding={embedding.data} />
          {building && <BuildingRow key={building.id} index={building} />}
          {failed && !building && <FailedRow index={failed} />}
        </SettingsList>
      </Section>
      <LocalModels current={current} models={models.data} />
      <ModelForm
        // a fit that is made anew in the background is no other choice: what is being typed stays
        key={JSON.stringify(toFormValues(current))}
        current={current}
        models={models.data}
      />
    </>
  )
}
