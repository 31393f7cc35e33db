import { defineFaults } from "../../base/faults.ts";

/** What a verifier can find wrong with the sets of a mirror. Each is a problem of `verify`; see docs/formats/set.md. */
export const setFaults = defineFaults({
  "manifest-malformed": {
    exit: 4,
    en: "The manifest of set {sequence} is not what a seal writes (at {at}); it was altered or cut off",
    fr: "Le manifeste du jeu {sequence} n’est pas ce qu’écrit un scellement (à {at}) ; il a été modifié ou tronqué",
  },
  "manifest-signature": {
    exit: 4,
    en: "The manifest of set {sequence} is not signed by a key trusted for that number; it was altered or forged",
    fr: "Le manifeste du jeu {sequence} n’est pas signé par une clé de confiance pour ce numéro ; il a été modifié ou contrefait",
  },
  "manifest-newer": {
    exit: 3,
    en: "The manifest of set {sequence} has the format {format}, which this version does not know; install a newer Rollward",
    fr: "Le manifeste du jeu {sequence} a le format {format}, inconnu de cette version ; installez un Rollward plus récent",
  },
  "manifest-number": {
    exit: 4,
    en: "The folder of set {sequence} holds the manifest of set {found}; sets were moved about",
    fr: "Le dossier du jeu {sequence} contient le manifeste du jeu {found} ; des jeux ont été déplacés",
  },
  "manifest-kind": {
    exit: 4,
    en: "A {kind} stands in place of the manifest of set {sequence}; somebody put it there",
    fr: "Autre chose qu’un fichier ({kind}) est à la place du manifeste du jeu {sequence} ; quelqu’un l’y a mis",
  },
  "manifest-unread": {
    exit: 3,
    en: "The manifest of set {sequence} could not be read ({reason}); try again, or check this mirror",
    fr: "Le manifeste du jeu {sequence} n’a pas pu être lu ({reason}) ; réessayez ou vérifiez ce miroir",
  },
  "set-missing": {
    exit: 4,
    en: "Set {sequence} is missing although a later one is there; the chain has a gap",
    fr: "Le jeu {sequence} manque alors qu’un jeu ultérieur est présent ; la chaîne a un trou",
  },
  "chain-foreign": {
    exit: 4,
    en: "Set {sequence} belongs to another chain ({found}); it is not of this register",
    fr: "Le jeu {sequence} appartient à une autre chaîne ({found}) ; il n’est pas de ce registre",
  },
  "office-foreign": {
    exit: 4,
    en: "Set {sequence} belongs to another office ({found}); it is not of this register",
    fr: "Le jeu {sequence} appartient à un autre bureau ({found}) ; il n’est pas de ce registre",
  },
  "chain-broken": {
    exit: 4,
    en: "Set {sequence} does not follow from set {before}: the hash it names is another; one of them was replaced",
    fr: "Le jeu {sequence} ne fait pas suite au jeu {before} : l’empreinte qu’il nomme est autre ; l’un des deux a été remplacé",
  },
  "time-backwards": {
    exit: 4,
    en: "Set {sequence} says it was taken before set {before}; one of their clocks was wrong or one of them is forged",
    fr: "Le jeu {sequence} dit avoir été pris avant le jeu {before} ; l’une des horloges était fausse ou l’un des jeux est contrefait",
  },
  "recipients-foreign": {
    exit: 4,
    en: "Set {sequence} is sealed to other recipients than the trust file names; the office could not open it, or a stranger could",
    fr: "Le jeu {sequence} est scellé pour d’autres destinataires que ceux du fichier de confiance ; le bureau ne pourrait pas l’ouvrir, ou un inconnu le pourrait",
  },
  "part-missing": {
    exit: 4,
    en: "A part of set {sequence} is missing before its retention ended on {keepUntil}",
    fr: "Une partie du jeu {sequence} manque avant la fin de sa conservation, le {keepUntil}",
  },
  "part-kind": {
    exit: 4,
    en: "A {kind} stands in place of a part of set {sequence}; somebody put it there",
    fr: "Autre chose qu’un fichier ({kind}) est à la place d’une partie du jeu {sequence} ; quelqu’un l’y a mis",
  },
  "part-altered": {
    exit: 4,
    en: "A part of set {sequence} is not the one that was sealed: its bytes have another SHA-256",
    fr: "Une partie du jeu {sequence} n’est pas celle qui a été scellée : ses octets ont une autre empreinte SHA-256",
  },
  "part-length": {
    exit: 4,
    en: "A part of set {sequence} has {found} bytes instead of {bytes}; it was cut off or replaced",
    fr: "Une partie du jeu {sequence} a {found} octets au lieu de {bytes} ; elle a été tronquée ou remplacée",
  },
  "part-unread": {
    exit: 3,
    en: "A part of set {sequence} could not be read ({reason}); try again, or check this mirror",
    fr: "Une partie du jeu {sequence} n’a pas pu être lue ({reason}) ; réessayez ou vérifiez ce miroir",
  },
  "part-unopened": {
    exit: 4,
    en: "A part of set {sequence} does not open into the lines that were sealed ({reason}); whoever sealed it made it unusable",
    fr: "Une partie du jeu {sequence} ne s’ouvre pas sur les lignes scellées ({reason}) ; celui qui l’a scellée l’a rendue inutilisable",
  },
  "identity-foreign": {
    exit: 4,
    en: "None of the identities given is a recipient of set {sequence}, the newest of {url}; use an identity that the office holds today",
    fr: "Aucune des identités fournies n’est destinataire du jeu {sequence}, le plus récent de {url} ; utilisez une identité que le bureau détient aujourd’hui",
  },
  "guide-missing": {
    exit: 4,
    en: "RESTORE.md of set {sequence} is missing or no plain file; without it nobody can restore this set by hand",
    fr: "RESTORE.md du jeu {sequence} manque ou n’est pas un fichier ordinaire ; sans lui, personne ne peut restaurer ce jeu à la main",
  },
  "guide-altered": {
    exit: 4,
    en: "RESTORE.md of set {sequence} was edited; do not follow it, its commands may be somebody else’s",
    fr: "RESTORE.md du jeu {sequence} a été modifié ; ne le suivez pas, ses commandes sont peut-être celles d’un autre",
  },
  overwritten: {
    exit: 1,
    en: "Somebody wrote over or deleted this object of set {sequence}; the version that was sealed is still there and was read",
    fr: "Quelqu’un a écrasé ou supprimé cet objet du jeu {sequence} ; la version scellée existe encore et a été lue",
  },
  "secret-exposed": {
    exit: 1,
    en: "A recovery identity or a readable roll lies on this mirror, left from a restore by hand; take it away at once, and if it is an identity, take it for stolen",
    fr: "Une identité de secours ou une liste lisible se trouve sur ce miroir, laissée par une restauration à la main ; retirez-la sans tarder et, si c’est une identité, considérez-la comme volée",
  },
  forked: {
    exit: 4,
    en: "Set {sequence} is another one here than on {other}, and both are signed: there are two sets with one number",
    fr: "Le jeu {sequence} n’est pas le même ici que sur {other}, et les deux sont signés : deux jeux portent un même numéro",
  },
  "state-forked": {
    exit: 4,
    en: "Set {sequence} is another one than was seen before under that number; it was replaced by somebody who can sign",
    fr: "Le jeu {sequence} n’est pas celui vu auparavant sous ce numéro ; il a été remplacé par quelqu’un qui peut signer",
  },
  "rolled-back": {
    exit: 4,
    en: "Set {known} was seen before, but the newest here is {newest}: newer sets were taken away",
    fr: "Le jeu {known} a déjà été vu, mais le plus récent est ici le {newest} : des jeux plus récents ont été retirés",
  },
  behind: {
    exit: 1,
    en: "The newest set here is {newest}, while {other} holds set {known}; bring this mirror up to date",
    fr: "Le jeu le plus récent est ici le {newest}, alors que {other} a le jeu {known} ; mettez ce miroir à jour",
  },
  stale: {
    exit: 1,
    en: "Set {sequence} is the newest, and the next was due on {nextDueAt}; seal again, or find out why sealing stopped",
    fr: "Le jeu {sequence} est le plus récent et le suivant était attendu le {nextDueAt} ; scellez de nouveau, ou cherchez pourquoi le scellement s’est arrêté",
  },
  expired: {
    exit: 1,
    en: "Set {sequence} is the newest and expired on {expiresAt}; a newer one may be withheld",
    fr: "Le jeu {sequence} est le plus récent et a expiré le {expiresAt} ; un plus récent est peut-être caché",
  },
  "taken-in-future": {
    exit: 1,
    en: "Set {sequence} says it was taken at {takenAt}, which is later than now ({now}); set the clock of this machine or of the sealing one",
    fr: "Le jeu {sequence} dit avoir été pris le {takenAt}, soit après maintenant ({now}) ; réglez l’horloge de cette machine ou de celle qui scelle",
  },
  "mirror-empty": {
    exit: 3,
    en: "There is no set here and none was ever seen; check the address, or seal to it first",
    fr: "Il n’y a aucun jeu ici et aucun n’y a jamais été vu ; vérifiez l’adresse, ou scellez-y d’abord",
  },
});
