'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button, buttonVariants } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'
import { saveProviderAction } from '../providers/actions'
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
      description="It finds a text by what it means, also where the question has none of its words. No text leaves this machine."
    >
      {offered.length > 0 ? (
        <Offers offered={offered} modelsDir={local.modelsDir} />
      ) : (
        <Notice tone="info" title="It needs Ollama, or Transformers.js inside Loadout">
          Where Ollama runs on this machine, fetch a model that embeds, and it is one click here:
          <Command>ollama pull nomic-embed-text</Command>
          Transformers.js takes several hundred megabytes. Run this in Loadout’s folder, then restart it:
          <Command>{local.installCommand}</Command>
          Where this machine reaches no network, put the model’s folder into{' '}
          <code className="break-all font-mono text-xs">{local.modelsDir}</code>.
        </Notice>
      )}
    </Section>
  )
}

const Command = ({ children }: { children: string }) => (
  <span className="my-1 flex items-center gap-1">
    <code className="min-w-0 break-all font-mono text-xs">{children}</code>
    <CopyButton text={children} aria-label={`Copy: ${children}`} className="size-6" />
  </span>
)

function Offers({ offered, modelsDir }: { offered: OfferedModel[]; modelsDir: string }) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState<string | null>(null)
  const choose = useEmbeddingAction(chooseEmbeddingAction, () => undefined)
  const add = useAction(saveProviderAction, {
    onSuccess: () => {
      for (const key of ['providers', 'models', 'embedding-models']) void client.invalidateQueries({ queryKey: [key] })
    },
    onError: () => undefined,
  })
  const error = add.error ?? choose.error
  const isPending = add.isPending || choose.isPending
  const use = ({ model, from, choice }: OfferedModel) => {
    setChosen(model)
    if (choice.kind !== 'provider' || typeof from === 'string' || from.providerId !== null) return choose.mutate(choice)
    const { name, baseUrl, chatModels } = from
    const models = chatModels.map((id) => ({ id }))
    add.mutate(
      { kind: 'openai-compatible', name, baseUrl, apiKey: null, models },
      { onSuccess: ({ id }) => choose.mutate({ ...choice, providerId: id }) },
    )
  }
  return (
    <>
      {offered.map((offer) => (
        <Notice
          key={offer.model}
          tone="info"
          title={titleOf(offer)}
          action={
            <Button
              size="sm"
              isPending={isPending && chosen === offer.model}
              disabled={isPending}
              onClick={() => use(offer)}
            >
              {offer.from === 'download' ? 'Download and use it' : 'Use it'}
            </Button>
          }
        >
          <About from={offer.from} modelsDir={modelsDir} />
        </Notice>
      ))}
      {error && <Notice title={error.message} requestId={error.requestId} />}
    </>
  )
}

function titleOf({ model, from }: OfferedModel): string {
  if (from === 'download') return `${model} can be downloaded`
  return from === 'folder'
    ? `${model} is in the models folder`
    : `${from.name} has ${model.replace(/:latest$/, '')} on this machine`
}

function About({ from, modelsDir }: { from: OfferedModel['from']; modelsDir: string }) {
  if (from === 'download')
    return (
      <>
        It comes from huggingface.co once. Or put the folder of another model into{' '}
        <code className="break-all font-mono text-xs">{modelsDir}</code>.
      </>
    )
  if (from === 'folder') return 'The library is embedded with it in the background. Searches go on meanwhile.'
  return (
    <>
      With it, a question also finds texts that share none of its words.
      {from.providerId === null &&
        ` ${from.name} becomes a provider${from.chatModels.length > 0 ? ', with its chat models' : ''}.`}
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
  if (building && (building.kind === 'transformers' || building.kind === 'provider')) {
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
