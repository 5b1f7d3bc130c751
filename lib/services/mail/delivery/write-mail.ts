import { cutText } from '@/lib/engine'
import { describeNotification, KIND_WORDS, pathOf } from '@/lib/schemas/changes/describe-notification'
import type { NotificationDto } from '@/lib/schemas/changes/inbox'
import { LIMITS } from '@/lib/schemas/limits'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'

export type MailSubject = Pick<NotificationDto, 'kind' | 'number' | 'title' | 'moduleId' | 'threadId' | 'actor'> & {
  workspace: { id: string; name: string; slug: string }
  /** The comment, where it is about one. */
  said: string | null
}
type Written = { subject: string; text: string; html: string; unsubscribePage: string }

export const toLine = (text: string) => text.split(/\s/u).filter(Boolean).join(' ')
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const toHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/**
 * What a mail says: who did what and where it stands, with the comment where there is one.
 * @param base where people find this server, without a slash at the end
 * @param token of the link that ends mails of this kind
 */
export function writeMail(mail: MailSubject, base: string, token: string): Written {
  const { kind, number, workspace, said } = mail
  const title = number === null ? toLine(mail.title) : `#${number} ${toLine(mail.title)}`
  const place = toLine(workspace.name)
  const event = `${toLine(mail.actor.name)} ${describeNotification(mail)}`
  const address = base + workspacePath(workspace.slug, pathOf(mail))
  const settings = base + workspacePath(workspace.slug, '/settings/account')
  const unsubscribePage = `${base}/unsubscribe/${token}`
  const quote = said === null ? null : cutQuote(said)
  const why = `You get this because e-mails are on for “${KIND_WORDS[kind]}” in the workspace ${place}.`
  const text = [
    `${event}: ${title}`,
    ...(quote === null
      ? []
      : [
          quote
            .split('\n')
            .map((line) => `> ${line}`)
            .join('\n'),
        ]),
    `Open it: ${address}`,
    `-- \n${why}\nNo more of this kind: ${unsubscribePage}\nAll settings: ${settings}`,
  ].join('\n\n')
  const link = (href: string, label: string) => `<a href="${toHtml(href)}">${toHtml(label)}</a>`
  const html = [
    '<!doctype html><html lang="en"><meta charset="utf-8"><body style="font:14px/1.5 sans-serif">',
    `<p>${toHtml(event)}: <strong>${toHtml(title)}</strong></p>`,
    ...(quote === null
      ? []
      : [
          `<blockquote style="margin:0;padding-left:12px;border-left:3px solid #999;white-space:pre-wrap">${toHtml(quote)}</blockquote>`,
        ]),
    `<p>${link(address, 'Open it')}</p>`,
    `<p style="color:#666;font-size:12px">${toHtml(why)}<br>${link(unsubscribePage, 'No more of this kind')} · ${link(settings, 'All settings')}</p>`,
    '</body></html>',
  ].join('\n')
  return { subject: `[${place}] ${title}`, text, html, unsubscribePage }
}

export function cutQuote(said: string, limit: number = LIMITS.mailQuoteLength): string {
  if (said.length <= limit) return said
  return `${cutText(said, limit)}\n[The rest stands where it was said.]`
}
