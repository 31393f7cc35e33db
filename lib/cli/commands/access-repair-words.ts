import type { Words } from "../../base/words.ts";

/** What `rollward access repair` says. */
export const repairWords = {
  description: {
    en: "Proposes the smallest change of policies after which nobody can do what the contract forbids, or what --principal, --action and --resource name, or by which rights go that nobody used (--unused), while everything that the contract allows stays possible. Both are proved over the changed policies, unless something is unknown or was not read. It prints a diff for each policy and says where in a template it belongs; it never changes anything. Before escalation. Exit code 1 when a change is proposed, 3 when something is unknown or no change was found.",
    fr: "Propose le plus petit changement de politiques après lequel personne ne peut faire ce que le contrat interdit, ou ce que désignent --principal, --action et --resource, ou qui retire les droits que personne n’a utilisés (--unused), tandis que tout ce que le contrat permet reste possible. L’un et l’autre sont prouvés sur les politiques changées, sauf si quelque chose est inconnu ou n’a pas été lu. La commande affiche un diff par politique et dit où il a sa place dans un modèle ; elle ne change jamais rien. Avant escalade. Code de sortie 1 quand un changement est proposé, 3 quand quelque chose est inconnu ou qu’aucun changement n’a été trouvé.",
  },
  principal: {
    en: "ARN of the user, role or outsider who must not be able to (* is a stranger: anybody outside these accounts and their organisation, not those inside); with --unused, of who has the rights. May be repeated",
    fr: "ARN de l’utilisateur, du rôle ou de la personne extérieure qui ne doit pas le pouvoir (* est un inconnu : n’importe qui hors de ces comptes et de leur organisation, et personne d’eux) ; avec --unused, de qui détient les droits. Peut être répété",
  },
  unused: {
    en: "Take away the rights that users and roles did not use before the snapshot was taken, for as many days as objectives.unusedRightDays says (90 when left out)",
    fr: "Retirer les droits que les utilisateurs et les rôles n’ont pas utilisés avant l’instantané, pendant autant de jours que le dit objectives.unusedRightDays (90 par défaut)",
  },
  exampleUnused: {
    en: "What to change so that nobody holds rights that nobody used",
    fr: "Ce qu’il faut changer pour que personne ne détienne de droits que personne n’a utilisés",
  },
  allUsed: {
    en: "Nothing to repair: of nobody whose use was observed is a right possible that went unused.",
    fr: "Rien à réparer : aucun droit inutilisé n’est possible pour ceux dont l’usage a été observé.",
  },
  observed: {
    en: "{count, plural, one {One user or role has rights that it did not use for more than {days} days; its use was observed:} other {# users and roles have rights that they did not use for more than {days} days; their use was observed:}}",
    fr: "{count, plural, one {Un utilisateur ou rôle a des droits qu’il n’a pas utilisés depuis plus de {days} jours ; son usage a été observé :} other {# utilisateurs et rôles ont des droits qu’ils n’ont pas utilisés depuis plus de {days} jours ; leur usage a été observé :}}",
  },
  window: {
    en: "{principal}: from {since} to {until}",
    fr: "{principal} : du {since} au {until}",
  },
  unobserved: {
    en: "{count, plural, one {Of one user or role with policies it is not known what it used; nothing of it is proposed to go:} other {Of # users and roles with policies it is not known what they used; nothing of theirs is proposed to go:}}",
    fr: "{count, plural, one {D’un utilisateur ou rôle qui a des politiques, on ne sait pas ce qu’il a utilisé ; aucun de ses droits n’est proposé au retrait :} other {De # utilisateurs et rôles qui ont des politiques, on ne sait pas ce qu’ils ont utilisé ; aucun de leurs droits n’est proposé au retrait :}}",
  },
  noProof: {
    en: "That a right was not used in this time does not prove that nobody needs it: an election comes once a year or less, and so do some of the rights that it takes. Ask whoever answers for each before you make the changes, and name what is needed in --keep.",
    fr: "Qu’un droit n’ait pas servi dans ce temps ne prouve pas que personne n’en a besoin : une élection vient une fois par an ou moins, et il en va de même de certains des droits qu’elle exige. Demandez à qui répond de chacun avant de faire les changements, et nommez dans --keep ce qui est nécessaire.",
  },
  keep: {
    en: "What must stay possible besides the contract: one JSON object a line, with principal, action and resource",
    fr: "Ce qui doit rester possible en plus du contrat : un objet JSON par ligne, avec principal, action et resource",
  },
  keepFile: { en: "The file of --keep", fr: "Le fichier de --keep" },
  out: {
    en: "Write the changed policies and their diffs as files into this folder",
    fr: "Écrire les politiques changées et leurs diffs comme fichiers dans ce dossier",
  },
  force: { en: "Overwrite files of these names", fr: "Écraser les fichiers de ces noms" },
  exampleContract: {
    en: "What to change so that the contract holds",
    fr: "Ce qu’il faut changer pour que le contrat soit respecté",
  },
  exampleOne: {
    en: "How to keep one role from deleting sealed sets",
    fr: "Comment empêcher un rôle d’effacer des jeux scellés",
  },
  exampleOut: {
    en: "The same of templates not yet deployed, with the new policies as files",
    fr: "De même pour des modèles pas encore déployés, avec les nouvelles politiques comme fichiers",
  },

  nothing: {
    en: "{sure, select, yes {Nothing to repair: it is proved that nothing of what was asked is possible.} other {Nothing to repair was found, which is no proof: something was not read.}}",
    fr: "{sure, select, yes {Rien à réparer : il est prouvé que rien de ce qui a été demandé n’est possible.} other {Rien à réparer n’a été trouvé, ce qui n’est pas une preuve : quelque chose n’a pas été lu.}}",
  },
  noneFound: {
    en: "No change is proposed; what stays open is listed below.",
    fr: "Aucun changement n’est proposé ; ce qui reste ouvert est listé plus bas.",
  },
  proposed: {
    en: "{edits, plural, one {One policy} other {# policies}} to change, {elements, plural, one {one statement element} other {# statement elements}} in all.",
    fr: "{edits, plural, one {Une politique} other {# politiques}} à changer, {elements, plural, one {un élément} other {# éléments}} de déclaration en tout.",
  },
  narrowed: {
    en: "{policy}: narrow it ({elements, plural, one {one element} other {# elements}})",
    fr: "{policy} : la restreindre ({elements, plural, one {un élément} other {# éléments}})",
  },
  deleted: {
    en: "{policy}: delete it, nothing of it is left ({elements, plural, one {one element} other {# elements}})",
    fr: "{policy} : la supprimer, il n’en reste rien ({elements, plural, one {un élément} other {# éléments}})",
  },
  detached: {
    en: "{policy}: take it off {of}; it stays as it is for others ({elements, plural, one {one element} other {# elements}})",
    fr: "{policy} : la détacher de {of} ; elle reste telle quelle pour les autres ({elements, plural, one {un élément} other {# éléments}})",
  },
  added: {
    en: "{policy}: a new inline policy of {of} that denies ({elements, plural, one {one element} other {# elements}})",
    fr: "{policy} : une nouvelle politique en ligne de {of} qui refuse ({elements, plural, one {un élément} other {# éléments}})",
  },
  long: {
    en: "The change is too long to be shown here; --json and --out give both texts whole.",
    fr: "Le changement est trop long pour être montré ici ; --json et --out donnent les deux textes entiers.",
  },
  hintTemplate: {
    en: "In the template: {type}, {property} (CDK: {cdk}).",
    fr: "Dans le modèle : {type}, {property} (CDK : {cdk}).",
  },
  hintStack: {
    en: "The stack {stack} made it{known, select, yes { as {logical}} other {}}: change it in its template, {type}, {property} (CDK: {cdk}), or the next deployment undoes the change.",
    fr: "La pile {stack} l’a créée{known, select, yes { sous le nom {logical}} other {}} : changez-la dans son modèle, {type}, {property} (CDK : {cdk}), sinon le prochain déploiement défera le changement.",
  },
  hintMaybe: {
    en: "If a template made it, change it there, {type}, {property} (CDK: {cdk}), or the next deployment undoes the change.",
    fr: "Si un modèle l’a créée, changez-la là, {type}, {property} (CDK : {cdk}), sinon le prochain déploiement défera le changement.",
  },
  repairing: { en: "Looking for the smallest change", fr: "Recherche du plus petit changement" },
  request: { en: "{principal}: {action} on {resource}", fr: "{principal} : {action} sur {resource}" },
  requestWith: {
    en: "{principal}: {action} on {resource} with {context}",
    fr: "{principal} : {action} sur {resource} avec {context}",
  },
  removed: {
    en: "{count, plural, one {One question in which nothing is possible any more, {sure, select, yes {proved} other {by what is known}}; before, this was allowed:} other {# questions in which nothing is possible any more, {sure, select, yes {proved} other {by what is known}}; before, these were allowed:}}",
    fr: "{count, plural, one {Une question dans laquelle plus rien n’est possible, {sure, select, yes {c’est prouvé} other {d’après ce qui est connu}} ; ceci était permis :} other {# questions dans lesquelles plus rien n’est possible, {sure, select, yes {c’est prouvé} other {d’après ce qui est connu}} ; ceci était permis :}}",
  },
  kept: {
    en: "{count, plural, =0 {The changes touch nothing that must stay possible.} one {One right that the changes touch stays possible, {sure, select, yes {proved} other {by what is known}}.} other {# rights that the changes touch stay possible, {sure, select, yes {proved} other {by what is known}}.}}",
    fr: "{count, plural, =0 {Les changements ne touchent rien de ce qui doit rester possible.} one {Un droit que touchent les changements reste possible, {sure, select, yes {c’est prouvé} other {d’après ce qui est connu}}.} other {# droits que touchent les changements restent possibles, {sure, select, yes {c’est prouvé} other {d’après ce qui est connu}}.}}",
  },
  neverWas: {
    en: "{count, plural, one {One right of --keep was not possible before either, or only as what must go:} other {# rights of --keep were not possible before either, or only as what must go:}}",
    fr: "{count, plural, one {Un droit de --keep n’était déjà pas possible, ou seulement comme ce qui doit partir :} other {# droits de --keep n’étaient déjà pas possibles, ou seulement comme ce qui doit partir :}}",
  },
  alsoTakes: {
    en: "{count, plural, one {One right that nobody asked to remove goes as well:} other {# rights that nobody asked to remove go as well:}}",
    fr: "{count, plural, one {Un droit dont personne n’a demandé le retrait part aussi :} other {# droits dont personne n’a demandé le retrait partent aussi :}}",
  },
  takesMore: {
    en: "There may be more that goes: not everybody, or not every request, was looked at. Read the diffs before you make the changes.",
    fr: "D’autres droits partent peut-être : tout le monde, ou toute requête, n’a pas été examiné. Lisez les diffs avant de faire les changements.",
  },
  unsolved: {
    en: "{count, plural, one {One question stays open:} other {# questions stay open:}}",
    fr: "{count, plural, one {Une question reste ouverte :} other {# questions restent ouvertes :}}",
  },
  unknown: {
    en: "it is not known whether this is possible; mend what is named, or take a snapshot in which it was read, and ask again",
    fr: "on ne sait pas si c’est possible ; corrigez ce qui est nommé, ou prenez un instantané où cela a été lu, et redemandez",
  },
  keeps: {
    en: "every change that was found takes away something that must stay; leave it out of --keep or of the contract’s tasks, or accept this right there",
    fr: "tout changement trouvé retire quelque chose qui doit rester ; retirez-le de --keep ou des tâches du contrat, ou acceptez-y ce droit",
  },
  fixed: {
    en: "what allows it is no policy that can be changed here; ask whoever keeps it, AWS or the organisation, or do without that role",
    fr: "ce qui le permet n’est pas une politique que l’on peut changer ici ; adressez-vous à qui la tient, AWS ou l’organisation, ou passez-vous de ce rôle",
  },
  bound: {
    en: "the search for a change was given up at its bound; ask for this alone with --principal, --action and --resource, with fewer actions at a time",
    fr: "la recherche d’un changement a été abandonnée à sa limite ; demandez cela seul avec --principal, --action et --resource, moins d’actions à la fois",
  },
  notSmallest: {
    en: "A smaller change may exist: the search for one was given up at its bound.",
    fr: "Un changement plus petit existe peut-être : sa recherche a été abandonnée à sa limite.",
  },
  applied: {
    en: "Nothing was changed: these are proposals.",
    fr: "Rien n’a été changé : ce sont des propositions.",
  },
  more: { en: "… and {count} more", fr: "… et {count} de plus" },
  written: {
    en: "{count, plural, one {One file} other {# files}} written to {out}",
    fr: "{count, plural, one {Un fichier écrit} other {# fichiers écrits}} dans {out}",
  },
} as const satisfies Record<string, Words>;
