/**
 * The commands' summaries, kept apart from the commands so that the help of the whole loads none of them; a test
 * holds each equal to its command's own.
 */
export const summaries = {
  demo: {
    en: "Show the whole story on this machine: stacks, seal, attack, audit, lose the register, restore",
    fr: "Montrer toute l’histoire sur cette machine : piles, scellement, attaques, audit, perte du registre, restauration",
  },
  "keys new": {
    en: "Draw the keys of a new chain of backups and the trust file that names them",
    fr: "Générer les clés d’une nouvelle chaîne de sauvegardes et le fichier de confiance qui les nomme",
  },
  "roll synth": {
    en: "Invent a roll of any size, for rehearsals and tests",
    fr: "Inventer une liste de toute taille, pour les exercices et les essais",
  },
  seal: {
    en: "Seal the roll into a new set on every mirror",
    fr: "Sceller la liste dans un nouveau jeu sur chaque miroir",
  },
  verify: {
    en: "Prove that the mirrors hold whole, fresh and agreeing sets",
    fr: "Prouver que les miroirs gardent des jeux entiers, récents et concordants",
  },
  mirror: {
    en: "Copy what verifies from one mirror to others",
    fr: "Copier d’un miroir vers d’autres ce dont la vérification réussit",
  },
  restore: {
    en: "Get the roll back from any mirror that verifies",
    fr: "Récupérer la liste depuis tout miroir dont la vérification réussit",
  },
  snapshot: {
    en: "Write down what can be seen of accounts and mirrors at this moment",
    fr: "Consigner ce qui se voit des comptes et des miroirs à cet instant",
  },
  audit: {
    en: "Judge accounts and backups by the workshops’ practices",
    fr: "Juger les comptes et les sauvegardes selon les pratiques des ateliers",
  },
  "access decide": {
    en: "Decide single requests as AWS would, from the policies of a snapshot",
    fr: "Trancher des requêtes comme le ferait AWS, d’après les politiques d’un instantané",
  },
  "access who": {
    en: "Say who can do an action on a resource, each with a request that shows it",
    fr: "Dire qui peut faire une action sur une ressource, chacun avec une requête qui le montre",
  },
  "access escalate": {
    en: "Find every way in which one can act as another, or give itself rights, step by step",
    fr: "Trouver chaque chemin par lequel l’un peut agir comme un autre, ou se donner des droits, pas à pas",
  },
  "access matrix": {
    en: "Hold what the contract allows against what is possible, before and after escalation",
    fr: "Comparer ce que le contrat permet à ce qui est possible, avant et après escalade",
  },
  "access explain": {
    en: "Explain a decision statement by statement, and what would have been needed",
    fr: "Expliquer une décision déclaration par déclaration, et ce qu’il aurait fallu",
  },
  "access repair": {
    en: "Propose the smallest change of policies that takes away what nobody should be able to do",
    fr: "Proposer le plus petit changement de politiques qui retire ce que personne ne devrait pouvoir faire",
  },
  "access diff": {
    en: "Tell which rights were gained and lost between two snapshots, each with a request",
    fr: "Dire quels droits ont été gagnés et perdus entre deux instantanés, chacun avec une requête",
  },
} as const;
