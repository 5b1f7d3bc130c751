'use client'

import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '@/components/ui/error-state'
import { SettingsList, SettingsSection } from '../settings-section'
import { ActiveRow } from './active-row'
import { BuildingRow } from './building-row'
import { FailedRow } from './failed-row'
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
  return (
    <>
      <SettingsSection
        title="Embedding"
        description="Search by meaning compares vectors. All of a workspace’s vectors come from one model; another one is built beside it, and takes over once it is complete."
      >
        <SettingsList label="Embedding indexes">
          <ActiveRow embedding={embedding.data} />
          {building && <BuildingRow key={building.id} index={building} />}
          {failed && !building && <FailedRow index={failed} />}
        </SettingsList>
      </SettingsSection>
      <ModelForm
        key={`${active.id} ${building?.id} ${active.isAutomatic}`}
        current={building ?? active}
        models={models.data}
      />
    </>
  )
}
