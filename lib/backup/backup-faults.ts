import { defineFaults } from "../base/faults.ts";

/** What can go wrong with keys, recipients, trust and the commands around a set. */
export const backupFaults = defineFaults({
  "recipients-empty": {
    exit: 2,
    en: "The recipients file {path} names no recipient; a set sealed to nobody could never be opened, put one age recipient on each line",
    fr: "Le fichier de destinataires {path} n’en nomme aucun ; un jeu scellé pour personne ne pourrait jamais être ouvert, mettez un destinataire age par ligne",
  },
  "recipients-many": {
    exit: 2,
    en: "The recipients file {path} names {count} recipients, more than the {most} that a set can have; keep those who could open it on the worst day",
    fr: "Le fichier de destinataires {path} nomme {count} destinataires, plus que les {most} qu’un jeu peut avoir ; gardez ceux qui pourraient l’ouvrir le pire jour",
  },
  "recipient-malformed": {
    exit: 2,
    en: "Line {line} of the recipients file {path} is no age recipient (age1… or age1pq1…); correct it or take the line out",
    fr: "La ligne {line} du fichier de destinataires {path} n’est pas un destinataire age (age1… ou age1pq1…) ; corrigez-la ou retirez-la",
  },
  "recipient-twice": {
    exit: 2,
    en: "Line {line} of the recipients file {path} names a recipient a second time; each must stand once, since two copies of one key are one key",
    fr: "La ligne {line} du fichier de destinataires {path} nomme un destinataire une deuxième fois ; chacun ne doit y figurer qu’une fois, car deux copies d’une clé ne font qu’une clé",
  },
  "recipients-mixed": {
    exit: 2,
    en: "The recipients file {path} mixes post-quantum (age1pq1…) and classic (age1…) recipients; use one kind, or the set is only as strong as the weaker",
    fr: "Le fichier de destinataires {path} mélange des destinataires postquantiques (age1pq1…) et classiques (age1…) ; n’en utilisez qu’un genre, sinon le jeu n’est pas plus fort que le plus faible",
  },
  "recipients-differ": {
    exit: 2,
    en: "The recipients in {path} are not those that the trust file {trust} names; seal to exactly these, or have the root sign a new trust file",
    fr: "Les destinataires de {path} ne sont pas ceux que nomme le fichier de confiance {trust} ; scellez exactement pour ceux-ci, ou faites signer par la racine un nouveau fichier de confiance",
  },
  "identity-malformed": {
    exit: 2,
    en: "The identity file {path} holds no well-formed age identity (AGE-SECRET-KEY-…); check that it is the right file and complete",
    fr: "Le fichier d’identité {path} ne contient aucune identité age bien formée (AGE-SECRET-KEY-…) ; vérifiez que c’est le bon fichier et qu’il est complet",
  },
  "identity-wrong": {
    exit: 4,
    en: "None of the identities given opens {file} of {url}; use an identity of one of the recipients that its manifest names",
    fr: "Aucune des identités fournies n’ouvre {file} de {url} ; utilisez une identité d’un des destinataires que nomme son manifeste",
  },
  "quick-identity": {
    exit: 2,
    en: "--identity opens every part and --quick reads none; give one of the two",
    fr: "--identity ouvre chaque partie et --quick n’en lit aucune ; donnez l’une des deux options",
  },
  "passphrase-wrong": {
    exit: 2,
    en: "The passphrase does not open {path}; type it again, it is the one chosen when the keys were made",
    fr: "La phrase secrète n’ouvre pas {path} ; saisissez-la de nouveau, c’est celle choisie à la création des clés",
  },
  "passphrase-unasked": {
    exit: 2,
    en: "The file {path} is sealed by a passphrase and there is no terminal to ask for it; run the command on a terminal, or open the file with age first",
    fr: "Le fichier {path} est scellé par une phrase secrète et aucun terminal ne permet de la demander ; lancez la commande sur un terminal, ou ouvrez d’abord le fichier avec age",
  },
  "key-malformed": {
    exit: 2,
    en: "{what} {path} is not an ECDSA P-256 key in PEM; check that it is the file that “rollward keys new” wrote",
    fr: "{what} {path} n’est pas une clé ECDSA P-256 en PEM ; vérifiez que c’est le fichier écrit par « rollward keys new »",
  },
  "key-private": {
    exit: 2,
    en: "The file {path} holds a private key where a public one is expected; name signing.pub, and keep the private key to yourself",
    fr: "Le fichier {path} contient une clé privée là où une clé publique est attendue ; indiquez signing.pub et gardez la clé privée pour vous",
  },
  "key-not-trusted": {
    exit: 2,
    en: "The signing key {path} may not sign set {sequence}, says the trust file {trust}; use a key that it names for the role seal, or have the root rotate",
    fr: "La clé de signature {path} ne peut pas signer le jeu {sequence}, selon le fichier de confiance {trust} ; utilisez une clé qu’il nomme pour le rôle seal, ou faites faire la rotation par la racine",
  },
  "trust-or-key": {
    exit: 2,
    en: "Say what to trust with exactly one of --trust FILE (the whole trust file) and --public-key FILE (one signing key)",
    fr: "Indiquez à quoi se fier avec une seule des options --trust FICHIER (le fichier de confiance entier) et --public-key FICHIER (une clé de signature)",
  },
  "trust-malformed": {
    exit: 2,
    en: "The trust file {path} is not a complete rollward/trust@1 file (at {at}); get it anew from those who keep the root keys",
    fr: "Le fichier de confiance {path} n’est pas un fichier rollward/trust@1 complet (à {at}) ; redemandez-le à ceux qui gardent les clés racine",
  },
  "trust-newer": {
    exit: 2,
    en: "The trust file {path} has the format {format}, which this version does not know; install a newer Rollward",
    fr: "Le fichier de confiance {path} a le format {format}, inconnu de cette version ; installez un Rollward plus récent",
  },
  "trust-signature": {
    exit: 4,
    en: "The trust file {path} is not signed by {threshold, plural, one {its root key} other {# of its root keys}}: it was altered; trust nothing in it and get it anew from those who keep the root keys",
    fr: "Le fichier de confiance {path} n’est pas signé par {threshold, plural, one {sa clé racine} other {# de ses clés racine}} : il a été modifié ; ne vous fiez à rien de ce qu’il contient et redemandez-le à ceux qui gardent les clés racine",
  },
  "trust-expired": {
    exit: 1,
    en: "The trust file {path} expired on {at}; have the root keys sign a new one",
    fr: "Le fichier de confiance {path} a expiré le {at} ; faites-en signer un nouveau par les clés racine",
  },
  "trust-rollback": {
    exit: 4,
    en: "The trust file {path} has version {version}, but version {known} was seen before: an older one was put in its place; use the newest",
    fr: "Le fichier de confiance {path} porte la version {version}, alors que la version {known} a déjà été vue : un plus ancien a pris sa place ; utilisez le plus récent",
  },
  "trust-changed": {
    exit: 4,
    en: "The trust file {path} is another version {version} than the one seen before; two trust files of one version must never exist, ask those who keep the root keys",
    fr: "Le fichier de confiance {path} est une autre version {version} que celle déjà vue ; il ne doit jamais exister deux fichiers de confiance d’une même version, demandez à ceux qui gardent les clés racine",
  },
  "trust-root-changed": {
    exit: 4,
    en: "The trust file {path} names other root keys than the one seen before and is not signed by those; get the right one from the people who keep the root keys",
    fr: "Le fichier de confiance {path} nomme d’autres clés racine que celui déjà vu et n’est pas signé par celles-ci ; obtenez le bon auprès de ceux qui gardent les clés racine",
  },
  "state-malformed": {
    exit: 2,
    en: "The verifier state {path} is not a rollward/state@1 file; restore it from your copy, without it a rollback since last time would not be seen",
    fr: "L’état du vérificateur {path} n’est pas un fichier rollward/state@1 ; rétablissez-le de votre copie, sans lui un retour en arrière depuis la dernière fois passerait inaperçu",
  },
  "mirror-none": {
    exit: 2,
    en: "No mirror was named; say where with --mirror, as a folder or s3://bucket/prefix",
    fr: "Aucun miroir n’a été nommé ; indiquez où avec --mirror, un dossier ou s3://compartiment/préfixe",
  },
  "mirror-twice": {
    exit: 2,
    en: "The mirror {url} is named twice; name each mirror once",
    fr: "Le miroir {url} est nommé deux fois ; nommez chaque miroir une seule fois",
  },
  "roll-empty": {
    exit: 2,
    en: "The roll {path} holds no voter; check the export, or say --allow-empty if it is truly empty",
    fr: "La liste {path} ne contient aucun électeur ; vérifiez l’exportation, ou précisez --allow-empty si elle est vraiment vide",
  },
  "spill-failed": {
    exit: 2,
    en: "The temporary folder {path} cannot hold the work ({reason}); free space there or set TMPDIR to a larger disk, nothing was left",
    fr: "Le dossier temporaire {path} ne peut pas contenir le travail ({reason}) ; libérez-y de la place ou désignez par TMPDIR un disque plus grand, rien n’a été laissé",
  },
  "seal-left-out": {
    exit: 3,
    en: "The mirror {url} was left out and nothing proves that the others hold the newest set, so a new one could fork the chain; mend that mirror, or seal with the --state of an earlier run",
    fr: "Le miroir {url} a été laissé de côté et rien ne prouve que les autres ont le jeu le plus récent, un nouveau pourrait donc faire bifurquer la chaîne ; réparez ce miroir, ou scellez avec le --state d’une exécution antérieure",
  },
  "seal-left-out-broken": {
    exit: 4,
    en: "The mirror {url} does not verify and nothing proves that the others hold the newest set, so a new one could fork the chain; mend that mirror, or seal with the --state of an earlier run",
    fr: "Le miroir {url} ne se vérifie pas et rien ne prouve que les autres ont le jeu le plus récent, un nouveau pourrait donc faire bifurquer la chaîne ; réparez ce miroir, ou scellez avec le --state d’une exécution antérieure",
  },
  "seal-behind-state": {
    exit: 4,
    en: "Set {known} was seen before, but no mirror named holds more than set {newest}: the newest sets were taken away; name a mirror that holds them, the chain must not have a gap",
    fr: "Le jeu {known} a déjà été vu, mais aucun miroir nommé n’a plus que le jeu {newest} : les jeux les plus récents ont été retirés ; nommez un miroir qui les a, la chaîne ne doit pas avoir de trou",
  },
  "seal-no-mirror": {
    exit: 3,
    en: "No mirror can take the set; see what was said of each, mend one and seal again",
    fr: "Aucun miroir ne peut recevoir le jeu ; voyez ce qui a été dit de chacun, réparez-en un et scellez de nouveau",
  },
  "chain-full": {
    exit: 2,
    en: "The chain has reached its last number, {sequence}; begin a new chain with “rollward keys new”",
    fr: "La chaîne a atteint son dernier numéro, {sequence} ; commencez une nouvelle chaîne avec « rollward keys new »",
  },
  "clock-behind": {
    exit: 2,
    en: "The clock says {now}, but the newest set was taken at {takenAt}; set this machine’s clock, a set must not be older than the one before it",
    fr: "L’horloge indique {now}, mais le jeu le plus récent date du {takenAt} ; réglez l’horloge de cette machine, un jeu ne doit pas être plus ancien que le précédent",
  },
  "duration-order": {
    exit: 2,
    en: "A set cannot expire ({expires}) before the next is due ({due}); give --expires-in a longer time than --next-due",
    fr: "Un jeu ne peut pas expirer ({expires}) avant que le suivant soit attendu ({due}) ; donnez à --expires-in une durée plus longue qu’à --next-due",
  },
  "keys-exist": {
    exit: 2,
    en: "The folder {path} holds {file} already and was left as it is; keys are never overwritten, name a new folder",
    fr: "Le dossier {path} contient déjà {file} et reste inchangé ; on n’écrase jamais des clés, nommez un nouveau dossier",
  },
  "copy-source-empty": {
    exit: 3,
    en: "The mirror {url} holds no set that verifies, so there is nothing to copy; name a mirror that does",
    fr: "Le miroir {url} n’a aucun jeu qui se vérifie, il n’y a donc rien à copier ; nommez-en un qui en a",
  },
  "copy-source-broken": {
    exit: 4,
    en: "Set {sequence} of {url} does not verify, and copying stopped before it, since only what verifies is copied; run verify to see why",
    fr: "Le jeu {sequence} de {url} ne se vérifie pas et la copie s’est arrêtée avant, car seul ce qui se vérifie est copié ; lancez verify pour savoir pourquoi",
  },
  "restore-nothing": {
    exit: 3,
    en: "None of the mirrors holds a set that can be read; see what was said of each, and name another mirror",
    fr: "Aucun des miroirs n’a de jeu lisible ; voyez ce qui a été dit de chacun et nommez un autre miroir",
  },
  "restore-newest-broken": {
    exit: 4,
    en: "The newest set, {sequence}, does not verify on any mirror named, and nothing was restored; {older, plural, =0 {no older set verifies} other {set # does, restore it with --set #}}",
    fr: "Le jeu le plus récent, {sequence}, ne se vérifie sur aucun miroir nommé et rien n’a été restauré ; {older, plural, =0 {aucun jeu plus ancien ne se vérifie} other {le jeu # se vérifie, restaurez-le avec --set #}}",
  },
  "restore-rolled-back": {
    exit: 4,
    en: "Set {known} was seen before, but the newest on the mirrors named is {newest}: newer sets were taken away; name another mirror, or take what is there with --set {newest}",
    fr: "Le jeu {known} a déjà été vu, mais le plus récent des miroirs nommés est le {newest} : des jeux plus récents ont été retirés ; nommez un autre miroir, ou prenez ce qui s’y trouve avec --set {newest}",
  },
  "restore-forked": {
    exit: 4,
    en: "The mirrors hold two different sets with the number {sequence}, each signed by a trusted key; find out which is true, then restore from one mirror alone",
    fr: "Les miroirs ont deux jeux différents portant le numéro {sequence}, chacun signé par une clé de confiance ; établissez lequel est vrai, puis restaurez à partir d’un seul miroir",
  },
  "restore-set-missing": {
    exit: 3,
    en: "No mirror named holds set {sequence} in a form that verifies; “rollward verify” lists what each holds",
    fr: "Aucun miroir nommé n’a le jeu {sequence} sous une forme qui se vérifie ; « rollward verify » dit ce que chacun contient",
  },
  "restore-set-broken": {
    exit: 4,
    en: "Set {sequence} does not verify on any mirror named, and nothing was restored; name another mirror or another set, “rollward verify” says what is wrong",
    fr: "Le jeu {sequence} ne se vérifie sur aucun miroir nommé et rien n’a été restauré ; nommez un autre miroir ou un autre jeu, « rollward verify » dit ce qui ne va pas",
  },
  "restore-set-or-at": {
    exit: 2,
    en: "Give either --set or --at, not both: a number and a moment could mean two sets",
    fr: "Donnez soit --set, soit --at, pas les deux : un numéro et un instant pourraient désigner deux jeux",
  },
  "restore-at-none": {
    exit: 3,
    en: "No set was taken at or before {at}; the oldest that verifies was taken at {oldest}",
    fr: "Aucun jeu n’a été pris le {at} ou avant ; le plus ancien qui se vérifie date du {oldest}",
  },
  "restore-county": {
    exit: 2,
    en: "Set {sequence} holds no county {county}; write it as the roll does",
    fr: "Le jeu {sequence} ne contient aucun comté {county} ; écrivez-le comme dans la liste",
  },
  "restore-part": {
    exit: 4,
    en: "The part {file} is whole on none of the mirrors named, and nothing was restored; name another mirror, or restore an older set with --set",
    fr: "La partie {file} n’est intacte sur aucun des miroirs nommés et rien n’a été restauré ; nommez un autre miroir, ou restaurez un jeu plus ancien avec --set",
  },
  "restore-part-unread": {
    exit: 3,
    en: "The part {file} could not be read from any mirror named, and nothing was restored; mend a mirror or name another",
    fr: "La partie {file} n’a pu être lue sur aucun des miroirs nommés et rien n’a été restauré ; réparez un miroir ou nommez-en un autre",
  },
  "restore-target": {
    exit: 2,
    en: "The target {to} is not one that restore knows; give a file, - for standard output, or sqlite:FILE",
    fr: "La cible {to} n’est pas connue de restore ; donnez un fichier, - pour la sortie standard ou sqlite:FICHIER",
  },
});
