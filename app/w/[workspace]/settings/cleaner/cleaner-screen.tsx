'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import type { NoiseKind } from '@/lib/engine'
import type { CleanerDto } from '@/lib/schemas/modules/cleaner'
import { ProgressRow } from '../progress-row'
import { SettingsList } from '../settings-list'
import { CleanerForm } from './cleaner-form'
import { CleanerPreview } from './cleaner-preview'
import { describeProgress } from './cleaner-words'
import { cleanerQuery } from './queries'

export function CleanerScreen() {
  const { data: cleaner, error, refetch } = useQuery(cleanerQuery())
  if (!cleaner && error) {
    return <ErrorState title="The cleaner could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!cleaner) return null
  return (
    <>
      <Section
        title="Cleaner"
        description="What says nothing to a model is left out of chunks and contexts, so that it takes no tokens and is not found. The modules’ own texts keep it."
      >
        <SettingsList label="Modules prepared by this setting">
          <ProgressRow
            title="Modules"
            total={cleaner.modules}
            done={cleaner.prepared}
            progress={describeProgress(cleaner)}
            verb="prepared"
            meanwhile="Until then each is found and sent as it was."
            job={cleaner.job}
            queryKey={cleanerQuery().queryKey}
          />
        </SettingsList>
      </Section>
      <Choice key={cleaner.leftOut.join()} cleaner={cleaner} />
    </>
  )
}

/** The preview follows what is chosen, before it is applied. */
function Choice({ cleaner }: { cleaner: CleanerDto }) {
  const [leftOut, setLeftOut] = useState<NoiseKind[]>(cleaner.leftOut)
  return (
    <>
      <CleanerForm cleaner={cleaner} leftOut={leftOut} onChange={setLeftOut} />
      <CleanerPreview leftOut={leftOut} />
    </>
  )
}
