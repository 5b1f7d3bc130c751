'use client'

import { RotateCcw } from 'lucide-react'
import { NumberField } from '@/components/policy/number-field'
import { POLICY_GROUPS, readNumber } from '@/components/policy/policy-fields'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { Tooltip } from '@/components/ui/tooltip'
import type { PolicySettings } from '@/lib/engine'
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
  onChange: (path: string, value: number | undefined) => void
  onReset: () => void
}

/** Settings that are tried out on the query at once, and saved nowhere by themselves. */
export function SettingsPane(props: SettingsPaneProps) {
  const { settings, policySettings, defaults, trial, errors, onChange, onReset } = props
  const count = Object.keys(trial).length
  return (
    <div className="space-y-5 p-3">
      <div className="flex min-h-7 items-center gap-2 text-fg-muted text-xs">
        <p className="min-w-0 flex-1">
          {count === 0
            ? 'As in the policy. What you change here is only tried out.'
            : `${count} changed, only tried out.`}
        </p>
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
            {group.fields.map((field) => {
              const initial = readNumber(defaults, field.path)
              const shown = initial === undefined ? 'none' : formatNumber(field.isPercent ? initial * 100 : initial)
              return (
                <div key={field.path} className="relative">
                  <NumberField
                    field={{ ...field, hint: `${field.hint ?? ''} Default ${shown}.`.trim() }}
                    error={errors[field.path]}
                    value={readNumber(settings, field.path)}
                    isReadOnly={false}
                    onChange={(value) =>
                      onChange(field.path, value === readNumber(policySettings, field.path) ? undefined : value)
                    }
                  />
                  {field.path in trial && (
                    <Tooltip content={`Back to the policy’s ${readNumber(policySettings, field.path) ?? 'none'}`}>
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        className="-top-1.5 absolute right-0 size-6"
                        aria-label={`Reset ${field.label}`}
                        onClick={() => onChange(field.path, undefined)}
                      >
                        <RotateCcw />
                      </Button>
                    </Tooltip>
                  )}
                </div>
              )
            })}
          </div>
        </section>
      ))}
    </div>
  )
}
