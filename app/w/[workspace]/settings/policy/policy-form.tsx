'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClientError } from '@/components/data/api-client'
import { forgetKept, useKept } from '@/components/data/use-kept'
import { ChangeList } from '@/components/policy/change-list'
import { ChoiceField } from '@/components/policy/choice-field'
import { NumberField } from '@/components/policy/number-field'
import {
  ANSWER_REUSE,
  FACTS,
  FUSION,
  LAYOUT,
  METADATA,
  OLDER_TURNS,
  PACKING,
  PLACEMENT,
  RERANKING_MODEL,
  SUMMARIES,
  TURN_MARKUP,
} from '@/components/policy/policy-choices'
import { POLICY_GROUPS, type NumberField as PolicyField } from '@/components/policy/policy-fields'
import { rerankingModelsQuery } from '@/components/policy/policy-query'
import {
  diffSettings,
  readNumber,
  type SettingValue,
  sumOfShares,
  writeSetting,
} from '@/components/policy/policy-settings'
import { RerankingModel } from '@/components/policy/reranking-model'
import { SavePolicy } from '@/components/policy/save-policy'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { formatPercent } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { Switch } from '@/components/ui/switch'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { PolicySettings } from '@/lib/engine'
import type { PolicyDetailDto } from '@/lib/schemas/contexts/policy'
import { ProposePolicy } from '../../changes/propose-policy'
import { applyPolicyVersionAction, savePolicyVersionAction } from '../../policy-actions'
import { SectionTable } from './section-table'

type PolicyFormProps = { policy: PolicyDetailDto; canWrite: boolean; defaults: PolicySettings }

export function PolicyForm({ policy, canWrite, defaults }: PolicyFormProps) {
  const toPath = useWorkspacePath()
  const keptAs = toPath(`/settings/policy?policy=${policy.id}@${policy.activeVersion}`)
  const [settings, change] = useKept<PolicySettings>(keptAs, () => policy.settings)
  const setSettings = (next: PolicySettings) => change(() => next)
  const discard = () => {
    setSettings(policy.settings)
    forgetKept(keptAs)
  }
  const [error, setError] = useState<ClientError | null>(null)
  const changes = diffSettings(policy.settings, settings)
  const { data: rerankingModels } = useQuery(rerankingModelsQuery())
  const set = (path: string) => (value: SettingValue | undefined) =>
    change((current) => writeSetting(current, path, value))
  const shares = sumOfShares(settings)
  const toControl = (field: PolicyField) => ({
    field,
    value: readNumber(settings, field.path),
    error: error?.fields[`settings.${field.path}`],
    isReadOnly: !canWrite,
    onChange: set(field.path),
  })
  return (
    <form onSubmit={(event) => event.preventDefault()} noValidate className="flex flex-col gap-8">
      <Section
        title={policy.name}
        description={
          policy.isDefault
            ? 'How retrieval, budget and format decide for every composition that names no policy of its own.'
            : `How retrieval, budget and format decide for compositions that name the policy ${policy.id}.`
        }
        actions={
          <div className="flex items-center gap-2">
            <Badge tone="success">Version {policy.activeVersion} in use</Badge>
            {canWrite && (
              <Button size="sm" onClick={() => setSettings(defaults)}>
                Fill in the defaults
              </Button>
            )}
          </div>
        }
      >
        {!canWrite && <Notice tone="info" title="Your role can look at the policy. Editors and above change it." />}
        <ChoiceField
          choice={LAYOUT}
          value={settings.format.layout}
          isReadOnly={!canWrite}
          onChange={set(LAYOUT.path)}
        />
        <ChoiceField
          choice={PLACEMENT}
          value={settings.format.placement}
          isReadOnly={!canWrite}
          onChange={set(PLACEMENT.path)}
        />
        <ChoiceField
          choice={PACKING}
          value={settings.budget.packing ?? 'most'}
          isReadOnly={!canWrite}
          onChange={set(PACKING.path)}
        />
        <ChoiceField
          choice={METADATA}
          value={settings.format.metadata ?? 'full'}
          isReadOnly={!canWrite}
          onChange={set(METADATA.path)}
        />
        <ChoiceField
          choice={TURN_MARKUP}
          value={settings.format.turns ?? 'full'}
          isReadOnly={!canWrite}
          onChange={set(TURN_MARKUP.path)}
        />
        <Field label={ANSWER_REUSE.label} hint={ANSWER_REUSE.hint}>
          {(control) => (
            <Switch
              {...control}
              aria-label={ANSWER_REUSE.label}
              disabled={!canWrite}
              checked={settings.answers.reuse}
              onCheckedChange={set(ANSWER_REUSE.path)}
            />
          )}
        </Field>
      </Section>
      <Section
        title="Sections"
        description="Shares of the context window, with bounds in tokens. What one section leaves unused flows to the others by their growth; the one with the highest priority gives way last."
      >
        {shares > 1 && <Notice title={`The shares add up to ${formatPercent(shares)}: make them 100% or less.`} />}
        <SectionTable toControl={toControl} />
      </Section>
      {POLICY_GROUPS.map((group) => (
        <Section key={group.title} title={group.title} description={group.description}>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            {group.title === 'Retrieval' && (
              <ChoiceField
                choice={FUSION}
                className="sm:col-span-2"
                value={settings.retrieval.fusion}
                isReadOnly={!canWrite}
                onChange={set(FUSION.path)}
              />
            )}
            {group.title === 'Reranking' && rerankingModels && (
              <RerankingModel
                className="sm:col-span-2"
                value={settings.rerank.crossEncoder}
                available={rerankingModels}
                isReadOnly={!canWrite}
                onChange={set(RERANKING_MODEL.path)}
              />
            )}
            {group.title === 'History' && (
              <>
                <ChoiceField
                  choice={OLDER_TURNS}
                  className="sm:col-span-2"
                  value={settings.history.olderTurns}
                  isReadOnly={!canWrite}
                  onChange={set(OLDER_TURNS.path)}
                />
                <Field label={SUMMARIES.label} hint={SUMMARIES.hint} className="sm:col-span-2">
                  {(control) => (
                    <Switch
                      {...control}
                      aria-label={SUMMARIES.label}
                      disabled={!canWrite}
                      checked={settings.history.summaries}
                      onCheckedChange={set(SUMMARIES.path)}
                    />
                  )}
                </Field>
                <Field label={FACTS.label} hint={FACTS.hint} className="sm:col-span-2">
                  {(control) => (
                    <Switch
                      {...control}
                      aria-label={FACTS.label}
                      disabled={!canWrite}
                      checked={settings.history.facts}
                      onCheckedChange={set(FACTS.path)}
                    />
                  )}
                </Field>
              </>
            )}
            {group.fields.map((field) => (
              <NumberField key={field.path} {...toControl(field)} />
            ))}
          </div>
        </Section>
      ))}
      {canWrite && changes.length > 0 && (
        <div className="sticky bottom-0 -mx-4 flex flex-col gap-3 border-t bg-background px-4 py-3">
          <ChangeList changes={changes} />
          <div className="flex justify-end gap-2">
            <Button onClick={discard}>Discard</Button>
            <ProposePolicy
              policy={policy}
              settings={settings}
              hasProblems={false}
              onProposed={() => forgetKept(keptAs)}
            />
            <SavePolicy
              policy={policy}
              settings={settings}
              hasProblems={false}
              save={savePolicyVersionAction}
              use={applyPolicyVersionAction}
              onUsed={() => forgetKept(keptAs)}
              onError={setError}
            />
          </div>
        </div>
      )}
    </form>
  )
}
