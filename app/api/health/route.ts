import { HEALTH_RETRY_AFTER_SECONDS } from '@/lib/schemas/workspaces/health'
import { checkHealth } from '@/lib/services/health/check-health'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const health = await checkHealth()
  const headers = { 'cache-control': 'no-store' }
  if (health.status === 'ok') return Response.json(health, { headers })
  return Response.json(health, {
    status: 503,
    headers: { ...headers, 'retry-after': String(HEALTH_RETRY_AFTER_SECONDS) },
  })
}
