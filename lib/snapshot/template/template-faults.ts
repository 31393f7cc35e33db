import { defineFaults } from "../../base/faults.ts";

/** What can be wrong with templates that are to be read. */
export const templateFaults = defineFaults({
  "assembly-missing": {
    exit: 2,
    en: "The folder {path} has no manifest.json, so it is not the output of the CDK; run npx cdk synth and name its folder (cdk.out), or name one template file",
    fr: "Le dossier {path} n’a pas de manifest.json : ce n’est donc pas une sortie du CDK ; exécutez npx cdk synth et indiquez son dossier (cdk.out), ou indiquez un fichier de modèle",
  },
  "assembly-malformed": {
    exit: 2,
    en: "{path} is not a manifest or list of assets as the CDK writes them (at {at}: {expected}); run npx cdk synth again",
    fr: "{path} n’est pas un manifeste ni une liste de ressources tels que le CDK les écrit (à {at} : {expected}) ; exécutez de nouveau npx cdk synth",
  },
  "assembly-newer": {
    exit: 2,
    en: "{path} was written by a newer CDK (format {found}; this version reads up to {known}); install a newer Rollward, or synthesise with an older CDK",
    fr: "{path} a été écrit par un CDK plus récent (format {found} ; cette version lit jusqu’à {known}) ; installez un Rollward plus récent, ou synthétisez avec un CDK plus ancien",
  },
  "assembly-incomplete": {
    exit: 2,
    en: "{path} was synthesised without values that the CDK must look up in the account ({missing}); run npx cdk synth with credentials once, keep cdk.context.json, and try again",
    fr: "{path} a été synthétisé sans des valeurs que le CDK doit chercher dans le compte ({missing}) ; exécutez une fois npx cdk synth avec des identifiants, gardez cdk.context.json, puis réessayez",
  },
  "assembly-empty": {
    exit: 2,
    en: "{path} has no stack, so there is nothing to read; check that it is the right folder",
    fr: "{path} n’a aucune pile : il n’y a rien à lire ; vérifiez que c’est le bon dossier",
  },
  "assembly-nested": {
    exit: 2,
    en: "{path} is named by more than one folder of stacks, or by itself, or there are too many such folders; run npx cdk synth again",
    fr: "{path} est désigné par plusieurs dossiers de piles, ou par lui-même, ou il y a trop de tels dossiers ; exécutez de nouveau npx cdk synth",
  },
  "template-malformed": {
    exit: 2,
    en: "{path} is not a CloudFormation template in JSON (at {at}: {expected}); YAML is not read: synthesise it with npx cdk synth, or convert it to JSON first",
    fr: "{path} n’est pas un modèle CloudFormation en JSON (à {at} : {expected}) ; le YAML n’est pas lu : synthétisez-le avec npx cdk synth, ou convertissez-le d’abord en JSON",
  },
  "template-outside": {
    exit: 2,
    en: "{path} names the file {inner}, which lies outside its folder; nothing outside is read: run npx cdk synth again",
    fr: "{path} désigne le fichier {inner}, qui se trouve hors de son dossier ; rien n’est lu au dehors : exécutez de nouveau npx cdk synth",
  },
  "template-account": {
    exit: 2,
    en: "The stack {stack} does not say which account it is for; name it with --account ID",
    fr: "La pile {stack} ne dit pas à quel compte elle est destinée ; indiquez-le avec --account ID",
  },
  "account-malformed": {
    exit: 2,
    en: "{given} is no account id; give its twelve digits, without spaces or hyphens",
    fr: "{given} n’est pas un identifiant de compte ; donnez ses douze chiffres, sans espaces ni tirets",
  },
  "template-name-twice": {
    exit: 2,
    en: "{first} and {second} would both be {arn}, and only one can be; give one of them another name",
    fr: "{first} et {second} seraient tous deux {arn}, ce qui n’est possible que pour un seul ; donnez un autre nom à l’un d’eux",
  },
  "template-large": {
    exit: 2,
    en: "The stack {stack} takes more work to resolve than any template that CloudFormation accepts; check where it comes from",
    fr: "La pile {stack} demande plus de travail à résoudre que tout modèle accepté par CloudFormation ; vérifiez d’où elle vient",
  },
});
