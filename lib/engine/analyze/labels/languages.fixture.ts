/** Languages other than English. */
export const LANGUAGES = `
Wie installiere ich die Anwendung?
procedural how-to low low|medium de
topics: anwendung
also: installiere

Was ist der Unterschied zwischen einem Profil und einer Richtlinie?
comparative choice low medium de
topics: profil; richtlinie

Der Import funktioniert nicht
troubleshooting statement low low de
topics: import
also: funktioniert

Warum dauert die Suche so lange?
informational|troubleshooting reason low low|medium de
topics: suche
also: dauert, lange

Wie kann ich den API-Schlüssel ohne Ausfallzeit wechseln?
procedural how-to low medium de
topics: api-schlüssel; ausfallzeit
also: wechseln
excludes: ausfallzeit

Welche Rollen gibt es in einem Arbeitsbereich?
informational list low medium de
topics: rollen; arbeitsbereich

Schreibe eine kurze Ankündigung für den neuen Editor
creative command low medium de
topics: kurze ankündigung > neuen editor

Preise nur für den Team-Tarif
informational keywords low medium de
topics: preise; team-tarif
only: team-tarif

Guten Morgen!
conversational statement|keywords low low de|und

Comment configurer le fournisseur ?
procedural how-to low low|medium fr
topics: fournisseur
also: configurer

Quelle est la différence entre un module et un extrait ?
comparative choice low medium fr
topics: module; extrait

L'importation échoue avec une erreur de délai
troubleshooting statement low medium fr
topics: importation; délai
also: échoue, erreur

Pourquoi mes clés ont-elles expiré ?
informational|troubleshooting reason low low|medium fr
topics: clés
also: expiré

Combien de jetons sans compter l'en-tête ?
informational fact low medium fr
topics: jetons; en-tête
also: compter
excludes: en-tête

¿Cómo puedo instalar la aplicación?
procedural how-to low low|medium es
topics: aplicación
also: instalar

¿Cuál es mejor, el plan de equipo o el plan gratuito?
comparative choice low medium es
topics: plan > equipo; plan gratuito

La sincronización no funciona desde ayer
troubleshooting statement low medium es
topics: sincronización; ayer
also: funciona

¿Qué es un módulo de contexto?
informational explanation low medium es
topics: módulo > contexto

Escribe un correo para invitar al equipo
creative command low medium es
topics: correo; equipo
also: invitar

Qual è la dimensione massima dei moduli?
informational fact low medium it
topics: dimensione massima > moduli

Come si crea una nuova versione?
procedural how-to low low|medium it
topics: nuova versione
also: crea

Como faço para redefinir a senha?
procedural how-to low low|medium pt
topics: senha
also: redefinir

Qual a diferença entre rascunho e versão publicada?
comparative choice low medium pt
topics: rascunho; versão publicada

Hoe kan ik een sleutel intrekken?
procedural how-to low low|medium nl
topics: sleutel
also: intrekken

Waarom werkt de zoekfunctie niet?
troubleshooting reason low low|medium nl
topics: zoekfunctie
also: werkt

トークンとは何ですか
informational explanation low low|medium ja
topics: トークン

インポートが失敗する原因は何ですか
troubleshooting reason|fact low low|medium ja
topics: インポート; 原因
also: 失敗

什么是上下文窗口
informational explanation low low|medium zh
topics: 上下文 窗口

如何安装这个应用
procedural how-to low low|medium zh
topics: 应用
also: 安装

Что такое модуль
informational explanation low low ru
topics: модуль

Как установить приложение без интернета?
procedural how-to low medium ru
topics: приложение; интернета
also: установить
excludes: интернета

Почему не работает поиск?
troubleshooting reason low low ru
topics: поиск
also: работает

API 키를 어떻게 만들어요?
procedural how-to low low|medium ko
topics: api; 키를
also: 만들어요
entities: API

كيف يمكنني تثبيت التطبيق؟
procedural how-to low low|medium ar
topics: التطبيق
also: تثبيت

Hur skapar jag en ny arbetsyta?
procedural how-to low low|medium sv
topics: ny arbetsyta
also: skapar

Jak mogę zmienić hasło?
procedural how-to low low|medium pl
topics: hasło
also: zmienić
`
