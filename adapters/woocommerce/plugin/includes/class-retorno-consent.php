<?php
/**
 * Consent at the checkout.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * One box for e-mail and, if wanted, one for WhatsApp: never ticked beforehand, never required.
 */
class Retorno_Consent {

	/**
	 * Field names by channel, equal in both checkouts.
	 */
	const FIELDS = array(
		'email'    => 'retorno/consent',
		'whatsapp' => 'retorno/whatsapp',
	);

	/**
	 * Where the block checkout keeps such a field at an order; the classic one is made to do the same.
	 */
	const ORDER_META = '_wc_other/';

	/**
	 * Registers the fields.
	 */
	public static function listen() {
		add_action( 'woocommerce_init', array( __CLASS__, 'register_block_fields' ) );
		add_filter( 'woocommerce_checkout_fields', array( __CLASS__, 'add_classic_fields' ) );
		add_filter( 'woocommerce_checkout_get_value', array( __CLASS__, 'classic_value' ), 10, 2 );
	}

	/**
	 * The boxes of the block checkout.
	 */
	public static function register_block_fields() {
		if ( ! function_exists( 'woocommerce_register_additional_checkout_field' ) ) {
			return;
		}
		foreach ( self::boxes() as $field => $label ) {
			woocommerce_register_additional_checkout_field(
				array(
					'id'                         => $field,
					'label'                      => $label,
					'location'                   => 'contact',
					'type'                       => 'checkbox',
					'show_in_order_confirmation' => false,
				)
			);
		}
	}

	/**
	 * The boxes of the classic checkout, below the e-mail field.
	 *
	 * @param array $fields The form's fields.
	 * @return array
	 */
	public static function add_classic_fields( $fields ) {
		$priority = 111;
		foreach ( self::boxes() as $field => $label ) {
			$fields['billing'][ $field ] = array(
				'type'     => 'checkbox',
				'label'    => esc_html( $label ),
				'required' => false,
				'class'    => array( 'form-row-wide' ),
				'priority' => $priority++,
			);
		}
		return $fields;
	}

	/**
	 * A box stays as the shopper left it in this visit.
	 *
	 * @param mixed  $value Null unless somebody else decided.
	 * @param string $input The field.
	 * @return mixed
	 */
	public static function classic_value( $value, $input ) {
		$channel = array_search( $input, self::FIELDS, true );
		return false === $channel ? $value : ( self::is_in( $channel ) ? 1 : 0 );
	}

	/**
	 * Reads the boxes of a form. Boxes that are not there tell nothing, except in a form that has an e-mail field:
	 * browsers leave out unticked ones.
	 *
	 * @param array $fields Raw fields, unslashed.
	 */
	public static function read_form( $fields ) {
		foreach ( array_keys( self::boxes() ) as $field ) {
			$channel = array_search( $field, self::FIELDS, true );
			if ( array_key_exists( $field, $fields ) ) {
				Retorno_Capture::note( Retorno_Visit::agreed( $channel, wc_string_to_bool( is_scalar( $fields[ $field ] ) ? (string) $fields[ $field ] : '' ) ) );
			} elseif ( array_key_exists( 'billing_email', $fields ) ) {
				Retorno_Capture::note( Retorno_Visit::agreed( $channel, false ) );
			}
		}
	}

	/**
	 * Whether the shopper agreed.
	 *
	 * @param string $channel `email` or `whatsapp`.
	 * @return bool
	 */
	public static function is_in( $channel ) {
		$consent = Retorno_Visit::get( 'consent', array() );
		return isset( $consent[ $channel ] ) && 'in' === $consent[ $channel ];
	}

	/**
	 * The boxes that the merchant wants, with their words.
	 *
	 * @return array<string,string>
	 */
	private static function boxes() {
		$boxes = array();
		if ( Retorno_Settings::asks_consent() ) {
			$boxes[ self::FIELDS['email'] ] = Retorno_Settings::consent_text();
		}
		if ( Retorno_Settings::asks_whatsapp() ) {
			$boxes[ self::FIELDS['whatsapp'] ] = __( 'You may also write to me on WhatsApp', 'retorno' );
		}
		return $boxes;
	}
}
