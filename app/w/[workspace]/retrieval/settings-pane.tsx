'use client'

import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { ChoiceField } from '@/components/policy/choice-field'
import { NumberField } from '@/components/policy/number-field'
import { FUSION, RERANKING_MODEL } from '@/components/policy/policy-choices'
import { POLICY_GROUPS } from '@/components/policy/policy-fields'
import { rerankingModelsQuery } from '@/components/policy/policy-query'
import { readNumber } from '@/components/policy/policy-settings'
import { RerankingModel } from '@/components/policy/reranking-model'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { Tooltip } from '@/components/ui/tooltip'
import type { PolicySettings } from '@/lib/engine'
import { describeTrial } from './retrieval-words'
import type { Trial } from './search-params'

/** The groups of the policy that decide what is retrieved and in which order. */
const GROUPS = POLICY_GROUPS.filter(({ fields }) => fields.every(({ path }) => /^(retrieval|rerank)\./.test(path)))

type SettingsPaneProps = {
  settings: PolicySettings
  /** The active version's: what a reset goes back to. */
  policySettings: PolicySettings
  /** What a new workspace starts with. */
  defaults: PolicySettings
  trial: Trial
  /** By path. */
  errors: Record<string, string>
  /** Undefined goes back to the policy's. */
  onChange: (path: string, value: number | string | undefined) => void
  onReset: () => void
}

/** Settings that are tried out on the query at once, and saved nowhere by themselves. */
export function SettingsPane(props: SettingsPaneProps) {
  const { settings, policySettings, defaults, trial, errors, onChange, onReset } = props
  const { data: rerankingModels } = useQuery(rerankingModelsQuery())
  const count = Object.keys(trial).length
  const toResettable = ({ path, label }: { path: string; label: string }, before: string | number | undefined) => ({
    label,
    before: before ?? 'none',
    onReset: path in trial ? () => onChange(path, undefined) : undefined,
  })
  const model = policySettings.rerank.crossEncoder
  return (
    <div className="space-y-5 p-3">
      <div className="flex min-h-7 items-center gap-2 text-fg-muted text-xs">
        <p className="min-w-0 flex-1">{describeTrial(count)}</p>
        {count > 0 && (
          <Button size="sm" onClick={onReset}>
            <RotateCcw />
            Reset all
          </Button>
        )}
      </div>
      {GROUPS.map((group) => (
        <section key={group.title} aria-label={group.title} className="space-y-3">
          <div>
            <h3 className="font-medium text-sm">{group.title}</h3>
            <p className="text-fg-faint text-xs">{group.description}</p>
          </div>
          <div className="grid grid-cols-2 gap-x-3 gap-y-3">
            {group.title === 'Retrieval' && (
              <Resettable
                className="col-span-2"
                {...toResettable(
                  FUSION,
                  FUSION.options.find(({ value }) => value === policySettings.retrieval.fusion)?.short,
                )}
              >
                <ChoiceField
                  choice={FUSION}
                  value={settings.retrieval.fusion}
                  isReadOnly={false}
                  onChange={(value) =>
                    onChange(FUSION.path, value === policySettings.retrieval.fusion ? undefined : value)
                  }
                />
              </Resettable>
            )}
            {group.title === 'Reranking' && rerankingModels && (
              <Resettable className="col-span-2" {...toResettable(RERANKING_MODEL, model)}>
                <RerankingModel
                  value={settings.rerank.crossEncoder}
                  available={rerankingModels}
                  isReadOnly={false}
                  onChange={(value) => onChange(RERANKING_MODEL.path, value === model ? undefined : (value ?? ''))}
                />
              </Resettable>
            )}
            {group.fields.map((field) => {
              const before = readNumber(policySettings, field.path)
              const initial = readNumber(defaults, field.path)
              const shown = initial === undefined ? 'none' : formatNumber(field.isPercent ? initial * 100 : initial)
              return (
                <Resettable key={field.path} {...toResettable(field, before)}>
                  <NumberField
                    field={{ ...field, hint: `${field.hint ?? ''} Default ${shown}.`.trim() }}
                    error={errors[field.path]}
                    value={readNumber(settings, field.path)}
                    isReadOnly={false}
                    onChange={(value) => onChange(field.path, value === before ? undefined : value)}
                  />
                </Resettable>
              )
            })}
          </div>
        </section>
      ))}
    </div>
  )
}

type ResettableProps = {
  label: string
  before: string | number
  /** None: it is as in the policy. */
  onReset: (() => void) | undefined
  className?: string
  children: ReactNode
}

function Resettable({ label, before, onReset, className = '', children }: ResettableProps) {
  return (
    <div className={`relative min-w-0 ${className}`}>
      {children}
      {onReset && (
        <Tooltip content={`Back to the policy’s: ${before}`}>
          <Button
            variant="ghost"
            size="icon-sm"
            className="-top-1.5 absolute right-0 size-6"
            aria-label={`Reset ${label}`}
            onClick={onReset}
          >
            <RotateCcw />
          </Button>
        </Tooltip>
      )}
    </div>
  )
}
