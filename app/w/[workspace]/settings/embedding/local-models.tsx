'use client'

import { useQuery } from '@tanstack/react-query'
import { Button, buttonVariants } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/embedding'
import { chooseEmbeddingAction } from './actions'
import { type OfferedModel, offeredModels } from './offered-models'
import { embeddingModelsQuery, embeddingQuery } from './queries'
import { useEmbeddingAction } from './use-embedding-action'

type LocalModelsProps = { current: EmbeddingIndexDto; models: EmbeddingModelsDto }

/** A neural model that runs on this machine, and what it takes to have one. */
export function LocalModels({ current, models }: LocalModelsProps) {
  const { local } = models
  const offered = offeredModels(current, models)
  if (local.isInstalled && offered.length === 0) return null
  return (
    <Section
      title="A neural model on this machine"
      description="It finds a text by what it means, also where the question has none of its words. It runs inside Loadout, and no text leaves this machine."
    >
      {local.isInstalled ? (
        <Offers offered={offered} modelsDir={local.modelsDir} />
      ) : (
        <Notice tone="info" title="It needs Transformers.js, which is not installed">
          It takes several hundred megabytes. Run this in Loadout’s folder, then restart it:
          <span className="mt-1 flex items-center gap-1">
            <code className="min-w-0 break-all font-mono text-xs">{local.installCommand}</code>
            <CopyButton text={local.installCommand} aria-label="Copy the command" className="size-6" />
          </span>
          After that, a model is one click here. Where this machine reaches no network, put the model’s folder into{' '}
          <code className="break-all font-mono text-xs">{local.modelsDir}</code>.
        </Notice>
      )}
    </Section>
  )
}

function Offers({ offered, modelsDir }: { offered: OfferedModel[]; modelsDir: string }) {
  const choose = useEmbeddingAction(chooseEmbeddingAction, () => undefined)
  return (
    <>
      {offered.map(({ model, isDownload, choice }) => (
        <Notice
          key={model}
          tone="info"
          title={isDownload ? `${model} can be downloaded` : `${model} is in the models folder`}
          action={
            <Button
              size="sm"
              isPending={
                choose.isPending && choose.variables.kind === 'transformers' && choose.variables.model === model
              }
              disabled={choose.isPending}
              onClick={() => choose.mutate(choice)}
            >
              {isDownload ? 'Download and use it' : 'Use it'}
            </Button>
          }
        >
          {isDownload ? (
            <>
              It comes from huggingface.co once. Or put the folder of another model into{' '}
              <code className="break-all font-mono text-xs">{modelsDir}</code>.
            </>
          ) : (
            'The library is embedded with it in the background. Searches go on meanwhile.'
          )}
        </Notice>
      ))}
      {choose.error && <Notice title={choose.error.message} requestId={choose.error.requestId} />}
    </>
  )
}

/** The same before the first question, where a model is there or Transformers.js is; of somebody who may choose. */
export function FirstLocalModels() {
  const { data: embedding } = useQuery(embeddingQuery())
  const { data: models } = useQuery(embeddingModelsQuery())
  if (!embedding || !models) return null
  const { active, building } = embedding
  const { local } = models
  if (building?.kind === 'transformers') {
    return <Hint title={`${building.model} embeds the library now`} link="Watch" />
  }
  const offered = offeredModels(building ?? active, models)
  if (offered.length > 0) return <Offers offered={offered} modelsDir={local.modelsDir} />
  if (local.isInstalled || local.models.length === 0) return null
  return <Hint title="A neural model is in the models folder, and needs Transformers.js" link="What to do" />
}

const Hint = ({ title, link }: { title: string; link: string }) => (
  <Notice
    tone="info"
    title={title}
    action={
      <WorkspaceLink href="/settings/embedding" className={buttonVariants({ size: 'sm' })}>
        {link}
      </WorkspaceLink>
    }
  />
)
