import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Section } from '@/components/ui/section'
import type { WorkspaceParams } from '@/lib/adapters/actor'
import { requireFrame } from '@/lib/adapters/frame'
import { checkHealth } from '@/lib/services/health/check-health'

export const metadata: Metadata = { title: 'About' }

const DATABASE_KINDS = { embedded: 'embedded, in the data folder', postgres: 'PostgreSQL server' }

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 px-3 py-2 text-sm">
      <dt className="w-32 text-fg-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export default async function AboutPage({ params }: { params: WorkspaceParams }) {
  await requireFrame(params)
  const health = await checkHealth()
  return (
    <Section title="Installation">
      <dl className="divide-y rounded-md border">
        <Fact name="Version">
          <span className="tabular">{health.version}</span>
        </Fact>
        <Fact name="Database">
          {health.status === 'ok' ? (
            <>
              {DATABASE_KINDS[health.database.kind]}, answers in{' '}
              <span className="tabular">{Math.max(1, Math.round(health.database.latencyMs))}</span> ms
            </>
          ) : (
            'does not answer'
          )}
        </Fact>
        <Fact name="API">
          <a className="text-accent underline underline-offset-4" href="/api/v1/openapi.json">
            OpenAPI document
          </a>
        </Fact>
        <Fact name="License">Apache-2.0</Fact>
      </dl>
    </Section>
  )
}
