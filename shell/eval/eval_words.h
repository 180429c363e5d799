// The word lists of the matching rules.
#pragma once

#include <string_view>

namespace lode::shell {

// Predicates of saying.
inline constexpr std::string_view kSpeechWords =
    "according add announced answer argued asked assert believes call claim comment condemn "
    "confirmed continue criticized declare demand denied describe emphasize explain express "
    "insist mention note observe plead pledged post praised predicted propose push read "
    "reason recommend reply reported respond reveal said speak state stress told tweet urge "
    "warned worry write";
// Predicates that hold both ways round.
inline constexpr std::string_view kSymmetricWords =
    "partners-with competes-with negotiates-with agreed-with linked-to comparable-to "
    "met-with also-known-as";
// What stands before a name and says who bears it.
inline constexpr std::string_view kTitleWords =
    "academic administrator ambassador analyst barrister bishop boss businessman campaigner "
    "ceo chair chairman chairwoman chancellor chief coauthor cofounder commissioner "
    "congressman congresswoman creator director dr economist editor executive founder "
    "general governor head judge justice king lawyer leader major mayor minister miss mp mr "
    "mrs ms officer official pope president prince prof professor prosecutor queen rep "
    "representative researcher scientist secretary sen senator sir spokesman spokesperson "
    "spokeswoman student undersecretary";
// Irregular forms and what they are of.
inline constexpr std::string_view kIrregularWords =
    "is=be are=be was=be were=be been=be being=be has=have had=have says=say said=say "
    "told=tell made=make sold=sell bought=buy held=hold met=meet wrote=write written=write "
    "built=build led=lead rose=rise risen=rise grew=grow grown=grow fell=fall fallen=fall "
    "found=find took=take taken=take brought=bring thought=think gave=give given=give "
    "got=get chose=choose chosen=choose drove=drive driven=drive left=leave lost=lose "
    "sent=send spoke=speak spoken=speak came=come went=go gone=go saw=see seen=see kept=keep "
    "sought=seek became=become began=begin begun=begin won=win paid=pay known=know knew=know "
    "drew=draw drawn=draw felt=feel withdrew=withdraw withdrawn=withdraw overtook=overtake "
    "flew=fly flown=fly agreed=agree guaranteed=guarantee understood=understand spent=spend "
    "meant=mean heard=hear put=put set=set dying=die tying=tie";

}  // namespace lode::shell
