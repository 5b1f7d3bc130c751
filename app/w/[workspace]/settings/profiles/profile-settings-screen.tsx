'use client'

import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { LoadingRows } from '../loading-rows'
import { ProfileSettingsForm } from './profile-settings-form'
import { profileSettingsQuery } from './queries'

/** What the workspace learns about people, and by what. */
export function ProfileSettingsScreen() {
  const settings = useQuery(profileSettingsQuery())
  const models = useQuery(modelsQuery())
  const error = (!settings.data && settings.error) || (!models.data && models.error)
  if (error) {
    const retry = () => Promise.all([settings.refetch(), models.refetch()])
    return <ErrorState title="The settings could not be loaded" description={error.message} onRetry={retry} />
  }
  if (!settings.data || !models.data) return <LoadingRows label="Loading the settings" />
  const { isLearning, accepts, model } = settings.data
  return (
    <Section
      title="Profiles"
      description="What conversations add to the profiles of the people who speak in them. What was learned before stays."
    >
      <ProfileSettingsForm
        key={`${isLearning} ${accepts} ${model}`}
        saved={settings.data}
        offered={models.data.items.filter(({ isOffline }) => !isOffline)}
      />
    </Section>
  )
}
