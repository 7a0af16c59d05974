import type { MessageTexts } from './message.ts'

/** The message to an owner, by language. A reader's name and signature are theirs to add. */
export const MESSAGE_TEXTS: Readonly<Record<string, MessageTexts>> = {
  en: {
    subject: '{host} appears to have been altered',
    body: `Hello,

the page {url} appears to have been altered by somebody else. We saw it at {time}. What speaks for it:

{reasons}

Please look at the page from a fresh browser, without being logged in. If it is altered: keep a copy and the logs, then
restore it, and change the passwords and keys of whoever can publish there.

This message was prepared by Masthead, a program that compares pages with what they usually look like.
`,
  },
  fr: {
    subject: '{host} semble avoir été modifié',
    body: `Bonjour,

la page {url} semble avoir été modifiée par un tiers. Nous l'avons vue ainsi le {time}. Voici les indices :

{reasons}

Merci de regarder la page dans un navigateur neuf, sans être connecté. Si elle est bien altérée : gardez-en une copie
ainsi que les journaux, rétablissez-la, puis changez les mots de passe et les clés de ceux qui peuvent y publier.

Ce message a été préparé par Masthead, un programme qui compare les pages à leur aspect habituel.
`,
  },
  ar: {
    subject: 'يبدو أن {host} قد عُدِّل',
    body: `مرحبًا،

يبدو أن طرفًا آخر عدّل الصفحة {url}. رأيناها كذلك في {time}. وهذه هي الدلائل:

{reasons}

يُرجى النظر إلى الصفحة من متصفح جديد دون تسجيل دخول. فإن كانت معدَّلة فاحتفظوا بنسخة منها وبالسجلات، ثم أعيدوها إلى حالها،
وغيّروا كلمات المرور والمفاتيح لكل من يستطيع النشر فيها.

أعدّ هذه الرسالة Masthead، وهو برنامج يقارن الصفحات بهيئتها المعتادة.
`,
  },
  es: {
    subject: '{host} parece haber sido alterado',
    body: `Hola:

la página {url} parece haber sido alterada por otra persona. La vimos así el {time}. Estos son los indicios:

{reasons}

Miren la página desde un navegador nuevo y sin iniciar sesión. Si está alterada, guarden una copia y los registros,
restablézcanla y cambien las contraseñas y claves de quienes pueden publicar en ella.

Este mensaje lo preparó Masthead, un programa que compara las páginas con su aspecto habitual.
`,
  },
  de: {
    subject: '{host} scheint verändert worden zu sein',
    body: `Guten Tag,

die Seite {url} scheint von Fremden verändert worden zu sein. So haben wir sie um {time} gesehen. Dafür spricht:

{reasons}

Bitte sehen Sie sich die Seite in einem frischen Browser an, ohne angemeldet zu sein. Ist sie verändert, so heben Sie
eine Kopie und die Protokolle auf, stellen Sie sie wieder her und ändern Sie Passwörter und Schlüssel all derer, die dort
veröffentlichen können.

Diese Nachricht hat Masthead vorbereitet, ein Programm, das Seiten mit ihrem gewohnten Aussehen vergleicht.
`,
  },
}
