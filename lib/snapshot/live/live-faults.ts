import { defineFaults } from "../../base/faults.ts";

/** What ends the reading of live accounts; what leaves a gap is told under `unread` (live-words.ts). */
export const liveFaults = defineFaults({
  "profile-unknown": {
    exit: 2,
    en: "The AWS profile {profile} is neither in {config} nor in {credentials}; check its name, or create it with aws configure --profile",
    fr: "Le profil AWS {profile} n’est ni dans {config} ni dans {credentials} ; vérifiez son nom ou créez-le avec aws configure --profile",
  },
  "profile-account-twice": {
    exit: 2,
    en: "The profiles {one} and {other} lead to the same account, {account}; name one profile for each account",
    fr: "Les profils {one} et {other} mènent au même compte, {account} ; indiquez un seul profil par compte",
  },
  "region-malformed": {
    exit: 2,
    en: "{region} is not the name of an AWS region; write it as in ca-central-1",
    fr: "{region} n’est pas le nom d’une région AWS ; écrivez-la comme ca-central-1",
  },
  "credentials-missing": {
    exit: 3,
    en: "No AWS credentials were found {named, select, yes {for the profile {profile}} other {in this environment}}, so no account was read; {named, select, yes {sign in with aws sso login --profile {profile}, or give the profile keys with aws configure --profile {profile}} other {sign in with aws sso login or aws configure and name the profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY}}",
    fr: "Aucun identifiant AWS n’a été trouvé {named, select, yes {pour le profil {profile}} other {dans cet environnement}}, aucun compte n’a donc été lu ; {named, select, yes {connectez-vous avec aws sso login --profile {profile}, ou donnez des clés au profil avec aws configure --profile {profile}} other {connectez-vous avec aws sso login ou aws configure et indiquez le profil avec --profile, ou définissez AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY}}",
  },
  "credentials-expired": {
    exit: 3,
    en: "{named, select, yes {The AWS profile {profile} is not signed in, or its sign-in has expired; sign in with aws sso login --profile {profile}} other {The AWS credentials of this environment are not signed in, or have expired; sign in again, such as with aws sso login}}, and repeat the command",
    fr: "{named, select, yes {Le profil AWS {profile} n’est pas connecté, ou sa connexion a expiré ; connectez-vous avec aws sso login --profile {profile}} other {Les identifiants AWS de cet environnement ne sont pas connectés, ou ont expiré ; reconnectez-vous, par exemple avec aws sso login}}, puis relancez la commande",
  },
  "credentials-refused": {
    exit: 3,
    en: "AWS does not accept the credentials {named, select, yes {of the profile {profile}} other {of this environment}} ({code}); use credentials that are valid now, and check this machine’s clock",
    fr: "AWS n’accepte pas les identifiants {named, select, yes {du profil {profile}} other {de cet environnement}} ({code}) ; utilisez des identifiants valides en ce moment et vérifiez l’horloge de cette machine",
  },
  "account-unread": {
    exit: 3,
    en: "The account {named, select, yes {of the profile {profile}} other {of these credentials}} cannot be read, not even its number ({what}: {why}); nothing was kept of it",
    fr: "Le compte {named, select, yes {du profil {profile}} other {de ces identifiants}} est illisible, jusqu’à son numéro ({what} : {why}) ; rien n’en a été gardé",
  },
});
