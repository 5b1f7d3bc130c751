import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { PROVIDER_KINDS, type ProviderKind } from '@/lib/schemas/workspaces/provider'
import { KIND_META } from './provider-kinds'

export type ProviderValues = { kind: ProviderKind; name: string; baseUrl: string; apiKey: string }

const KIND_OPTIONS = PROVIDER_KINDS.map((kind) => ({ value: kind, label: KIND_META[kind].label }))

type ProviderFieldsProps = {
  values: ProviderValues
  /** A key is stored already. */
  hasKey: boolean
  errors: Record<string, string>
  onChange: (change: Partial<ProviderValues>) => void
}

export function ProviderFields({ values, hasKey, errors, onChange }: ProviderFieldsProps) {
  const meta = KIND_META[values.kind]
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              value={values.kind}
              onValueChange={(kind) => onChange({ kind })}
              options={KIND_OPTIONS}
            />
          )}
        </Field>
        <Field label="Name" error={errors.name}>
          {(control) => (
            <Input
              {...control}
              value={values.name}
              placeholder={meta.label}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label={meta.needsAddress ? 'Address' : 'Address (optional)'}
        hint={
          meta.needsAddress
            ? 'For example http://127.0.0.1:11434/v1 for Ollama on this machine.'
            : 'Only behind a gateway of your own.'
        }
        error={errors.baseUrl}
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            className="font-mono"
            value={values.baseUrl}
            onChange={(event) => onChange({ baseUrl: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="API key"
        hint={hasKey ? 'A key is stored. Leave this empty to keep it.' : meta.keyHint}
        error={errors.apiKey}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            className="font-mono"
            value={values.apiKey}
            onChange={(event) => onChange({ apiKey: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
